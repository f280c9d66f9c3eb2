import type { BrokenLimit, GuardVerdict } from "@fyr/routing";

/** Which limit was broken, and by what: `Success rate 91.2 % was below 99 %.` */
export function brokenSentence({ limit, measured, allowed }: BrokenLimit): string {
  switch (limit) {
    case "minSuccessRate":
      return `Success rate ${percent(measured)} was below ${percent(allowed)}.`;
    case "successRateBelowStable":
      return `Success rate ${percent(measured)} was below the ${percent(allowed)} that stable's allows.`;
    case "maxP99Ms":
      return `p99 ${milliseconds(measured)} was above ${milliseconds(allowed)}.`;
    case "p99TimesStable":
      return `p99 ${milliseconds(measured)} was above the ${milliseconds(allowed)} that stable's allows.`;
  }
}

/** Why a shift ended that somebody took back by hand. */
export function abortedSentence(by: string): string {
  return `${abortedBy}${by}.`;
}

/** No limit was broken: a person took it back. */
export function isAbortedByHand(why: string | undefined): boolean {
  return why?.startsWith(abortedBy) === true;
}

const abortedBy = "Aborted by ";

/** Why a guard whose time is over never judged. */
export function waitSentence(why: Extract<GuardVerdict, { verdict: "wait" }>["why"]): string {
  switch (why) {
    case "too-few-requests":
      return "Too few requests came to judge by.";
    case "not-measured":
      return "What it limits is not measured here.";
  }
}

function percent(share: number): string {
  // Downwards: 98.96 % is not 99 %.
  return `${Number((Math.floor(share * 10_000 + 1e-6) / 100).toFixed(2))} %`;
}

function milliseconds(ms: number): string {
  return ms >= 1000 ? `${Number((ms / 1000).toFixed(2))} s` : `${Math.round(ms)} ms`;
}
