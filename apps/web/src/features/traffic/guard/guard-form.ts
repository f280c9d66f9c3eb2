import type { GuardLimits, RouteDestination } from "@fyr/contract";

/** What is typed into the fields of a guard: texts, until they are asked for. */
export interface GuardForm {
  readonly minutes: string;
  /** Percent; empty: no limit. */
  readonly success: string;
  /** Milliseconds; empty: no limit. */
  readonly p99: string;
  readonly requests: string;
}

/** Limits that the stable version keeps with ease: a guard that fires at once helps nobody. */
export function sensibleForm(stable: RouteDestination | undefined): GuardForm {
  const errors = stable?.errorRatio ?? 0;
  const success = Math.max(50, Math.floor((1 - Math.max(0.01, 2 * errors + 0.005)) * 1000) / 10);
  const p99 = stable?.latencyMs?.p99;
  return {
    minutes: "10",
    success: String(success),
    p99: p99 === undefined ? "" : String(Math.ceil((2 * p99) / 50) * 50),
    requests: "50",
  };
}

export type ReadForm =
  | { readonly ok: true; readonly minutes: number; readonly limits: GuardLimits }
  | { readonly ok: false; readonly sentence: string };

/** The form as limits, or what is wrong with it. */
export function readForm({ minutes, success, p99, requests }: GuardForm): ReadForm {
  const [forMinutes, rate, slowest, least] = [minutes, success, p99, requests].map(numberOf);
  if (forMinutes === undefined || forMinutes < 0.25 || forMinutes > 1440) return wrong("Minutes: from 0.25 to 1440.");
  if (success.trim() !== "" && (rate === undefined || rate <= 0 || rate > 100)) {
    return wrong("Success rate: more than 0 and at most 100 %.");
  }
  if (p99.trim() !== "" && (slowest === undefined || slowest <= 0 || slowest > 600_000)) {
    return wrong("p99: milliseconds above 0.");
  }
  if (rate === undefined && slowest === undefined) return wrong("Name a success rate or a p99.");
  if (least === undefined || !Number.isInteger(least) || least < 10 || least > 1_000_000) {
    return wrong("Requests: a whole number from 10.");
  }
  const limits = {
    minRequests: least,
    ...(rate !== undefined && { minSuccessRate: rate / 100 }),
    ...(slowest !== undefined && { maxP99Ms: slowest }),
  };
  return { ok: true, minutes: forMinutes, limits };
}

export function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(",", ".");
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

function wrong(sentence: string): ReadForm {
  return { ok: false, sentence };
}
