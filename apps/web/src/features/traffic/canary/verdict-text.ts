import type { CanaryVerdict, Outcome } from "@fyr/routing";
import { duration, inWords, share as shareOf } from "../../../ui/format.ts";

export interface VerdictText {
  readonly tone: "bad" | "warn" | "ok" | "plain";
  readonly title: string;
  readonly detail: string;
}

/** Who has no requests yet. */
function missing(
  verdict: Pick<CanaryVerdict, "stable" | "canary">,
  { stable, canary }: { readonly stable: string; readonly canary: string },
): string {
  const without = [
    ...(verdict.stable.requests === 0 ? [stable] : []),
    ...(verdict.canary.requests === 0 ? [canary] : []),
  ];
  return without.join(" or ");
}

/** What the counts say about the canary, in words that do not claim more than was counted. */
export function verdictText(
  verdict: CanaryVerdict,
  names: { readonly stable: string; readonly canary: string },
  slowAboveMs?: number,
): VerdictText {
  const { stable, canary } = names;
  switch (verdict.kind) {
    case "no-traffic":
      return {
        tone: "plain",
        title: "Nothing to compare",
        detail: `Only requests to both ${stable} and ${canary} can tell how they differ: none to ${missing(verdict, names)} was counted so far.`,
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
        tone: verdict.kind === "better" ? "ok" : ratioOf(verdict.canary) >= tooMany ? "bad" : "warn",
        title:
          verdict.kind === "worse"
            ? `${canary} fails more often than ${stable}`
            : `${canary} fails less often than ${stable}`,
        detail: `${compared(verdict.canary, verdict.stable, "failed")} ${sure(verdict.evidence)}`,
      };
    case "slower":
      return {
        tone: "bad",
        title: `${canary} is slower than ${stable}`,
        detail: `${compared(verdict.canary, verdict.stable, `took longer than ${inWords(duration(slowAboveMs ?? 0))}`)} ${sure(verdict.evidence)}`,
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
  const detail = compared(canary, stable, "failed");
  if (canary.bad === 0 && stable.bad === 0) {
    return { tone: "ok", title: `Neither ${names.canary} nor ${names.stable} fails`, detail };
  }
  if (failAlike(canary, stable)) {
    return {
      tone: "plain",
      title: `${names.stable} and ${names.canary} fail alike: ${failedShare(stable)} and ${failedShare(canary)}`,
      detail: `${detail} The split is not the cause.`,
    };
  }
  const failsAnyway = canary.bad > 0 && Math.max(ratioOf(canary), ratioOf(stable)) >= tooMany;
  const isUnclear = failsAnyway || canary.bad * stable.requests > stable.bad * canary.requests;
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

function ratioOf({ requests, bad }: Outcome): number {
  return bad / requests;
}

function failedShare(outcome: Outcome): string {
  return inWords(shareOf(ratioOf(outcome)));
}

function compared(canary: Outcome, stable: Outcome, how: string): string {
  const first = `${share(canary)} requests ${how}`;
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}, against ${share(stable)}.`;
}

function share({ requests, bad }: Outcome): string {
  return `${bad === 0 ? "none" : `about ${number(bad)}`} of ${number(requests)}`;
}

function counted({ requests }: Outcome, name: string): string {
  return `About ${number(requests)} ${requests === 1 ? "request" : "requests"} reached ${name}`;
}

/** Were both alike, so much evidence or more would ever come up in at most one of so many comparisons. */
function sure(evidence: number): string {
  const one = evidence >= 10_000 ? "fewer than 1 in 10,000" : `at most 1 in ${number(Math.floor(evidence))}`;
  return `Chance alone would look like this in ${one} comparisons.`;
}

function number(value: number): string {
  return value.toLocaleString("en");
}
