import type { Shift } from "@fyr/contract";
import { numberOf } from "./guard-form.ts";

type Steps = Shift["steps"];

/** `1 % 10 min, 5 % 10 min`. */
export function stepsInText(steps: Readonly<Steps>): string {
  return steps.map(({ percent, minutes }) => `${percent} % ${minutes} min`).join(", ");
}

export type ReadSteps =
  | { readonly ok: true; readonly steps: Readonly<Steps> }
  | { readonly ok: false; readonly sentence: string };

/** Steps as they are typed, rising from the share that is set now (percent). */
export function readSteps(text: string, now: number): ReadSteps {
  const parts = text.split(/\s*[,;→]\s*(?=\d)/).filter((part) => part.trim() !== "");
  const steps: Steps = [];
  let last = now;
  for (const part of parts) {
    const [, first, second] = /^\s*([\d.]+)\s*%?\s+(?:for\s+)?([\d.]+)\s*(?:min)?\s*$/.exec(part) ?? [];
    const [percent, minutes] = [numberOf(first ?? ""), numberOf(second ?? "")];
    if (percent === undefined || minutes === undefined) return wrong(`“${part.trim()}” is no step: write 25 % 10 min.`);
    if (!Number.isInteger(percent) || percent > 100) return wrong("Percent are whole numbers up to 100.");
    if (percent <= last) return wrong(`Steps rise: ${percent} % is not more than ${Math.round(last)} %.`);
    if (minutes < 0.25 || minutes > 1440) return wrong("A step takes from 0.25 to 1440 minutes.");
    steps.push({ percent, minutes });
    last = percent;
  }
  if (steps.length === 0) return wrong("Name at least one step.");
  return steps.length > 20 ? wrong("20 steps are the most.") : { ok: true, steps };
}

function wrong(sentence: string): ReadSteps {
  return { ok: false, sentence };
}
