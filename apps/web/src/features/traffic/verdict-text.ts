import { inWords, share as shareOf } from "../../ui/format.ts";
import type { CanaryVerdict } from "./canary-verdict.ts";
import type { Outcome } from "./fisher-exact.ts";

export interface VerdictText {
  readonly tone: "bad" | "ok" | "plain";
  readonly title: string;
  readonly detail: string;
}

/** What the window says about the canary, in words that do not claim more than was counted. */
export function verdictText(
  verdict: CanaryVerdict,
  names: { readonly stable: string; readonly canary: string },
): VerdictText {
  const { stable, canary } = names;
  switch (verdict.kind) {
    case "not-measured":
      return {
        tone: "plain",
        title: "Nothing measured",
        detail: `There are no request numbers of ${stable} and ${canary} to compare: TCP connections are not told apart, and HTTP requests have not been measured yet.`,
      };
    case "no-traffic":
      return {
        tone: "plain",
        title: "Nothing to compare",
        detail: `Only requests to both ${stable} and ${canary} can tell how they differ, and there are none in this window.`,
      };
    case "too-little":
      return {
        tone: "plain",
        title: "Not enough traffic to tell",
        detail: `${counted(verdict.canary, canary)}, ${number(verdict.stable.requests)} reached ${stable}. At least 50 of each are needed.`,
      };
    case "alike":
      return alikeText(verdict, names);
    case "worse":
    case "better":
      return {
        tone: verdict.kind === "worse" ? "bad" : "ok",
        title:
          verdict.kind === "worse" ? `${canary} is worse than ${stable}` : `${canary} fails less often than ${stable}`,
        detail: `${compared(verdict.canary, verdict.stable)} There is enough traffic to tell: the odds that this is chance are ${odds(verdict.chance)}.`,
      };
  }
}

/** A share of failures that is too many for either version; the mesh calls it degraded. */
const tooMany = 0.01;

/** Not different enough to tell is no proof of being as good. */
function alikeText(
  { canary, stable }: { readonly canary: Outcome; readonly stable: Outcome },
  names: { readonly stable: string; readonly canary: string },
): VerdictText {
  const detail = compared(canary, stable);
  if (canary.failed === 0 && stable.failed === 0) {
    return { tone: "ok", title: `Neither ${names.canary} nor ${names.stable} fails`, detail };
  }
  if (failAlike(canary, stable)) {
    return {
      tone: "plain",
      title: `${names.stable} and ${names.canary} fail alike: ${failedShare(stable)} and ${failedShare(canary)}`,
      detail: `${detail} The split is not the cause.`,
    };
  }
  const failsAnyway = canary.failed > 0 && Math.max(ratioOf(canary), ratioOf(stable)) >= tooMany;
  const isUnclear = failsAnyway || canary.failed * stable.requests > stable.failed * canary.requests;
  return {
    tone: isUnclear ? "plain" : "ok",
    title: isUnclear
      ? `No clear difference between ${names.canary} and ${names.stable}`
      : `No sign that ${names.canary} fails more often`,
    detail: `${detail} The difference may well be chance.`,
  };
}

/** Both fail too often, and by much the same share. */
function failAlike(canary: Outcome, stable: Outcome): boolean {
  const [least, most] = [ratioOf(canary), ratioOf(stable)].toSorted((a, b) => a - b);
  return least !== undefined && most !== undefined && least >= tooMany && most <= least * 1.25;
}

function ratioOf({ requests, failed }: Outcome): number {
  return failed / requests;
}

function failedShare(outcome: Outcome): string {
  return inWords(shareOf(ratioOf(outcome)));
}

function compared(canary: Outcome, stable: Outcome): string {
  const first = `${share(canary)} requests failed`;
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}, against ${share(stable)}.`;
}

function share({ requests, failed }: Outcome): string {
  return `${failed === 0 ? "none" : `about ${number(failed)}`} of ${number(requests)}`;
}

function counted({ requests }: Outcome, name: string): string {
  return `About ${number(requests)} ${requests === 1 ? "request" : "requests"} reached ${name}`;
}

function odds(chance: number): string {
  if (chance < 0.0001) return "below 1 in 10,000";
  return `about 1 in ${number(Math.round(1 / chance))}`;
}

function number(value: number): string {
  return value.toLocaleString("en");
}
