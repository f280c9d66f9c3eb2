import type { Guard, GuardLimits, Measured, RuleRef, Shift } from "@fyr/contract";

/** Only answers to requests tell how a destination does. */
export function isGuarded({ protocol }: RuleRef): boolean {
  return protocol === "http" || protocol === "grpc";
}

export const noGuard =
  "No guard and no stepped shift here: this rule shares out connections, and nobody counts how those fail.";

export const countedSpan = "Counted are requests since the change; after an hour, those of the last hour.";

/** `success rate ≥ 99 %, p99 ≤ 500 ms`. */
export function limitsInWords(limits: GuardLimits): string {
  const { minSuccessRate, maxP99Ms, successRateBelowStable, p99TimesStable } = limits;
  return [
    minSuccessRate !== undefined && `success rate ≥ ${percent(minSuccessRate)}`,
    successRateBelowStable !== undefined && `success rate at most ${percent(successRateBelowStable)} below stable's`,
    maxP99Ms !== undefined && `p99 ≤ ${milliseconds(maxP99Ms)}`,
    p99TimesStable !== undefined && `p99 ≤ ${p99TimesStable} × stable's`,
  ]
    .filter((words) => words !== false)
    .join(", ");
}

/** `412 requests, success rate 99.2 %, p99 180 ms`, or how many are still too few. */
export function countedInWords(limits: GuardLimits, canary: Measured | undefined): string {
  if (canary === undefined) return `0 of ${limits.minRequests} requests counted so far`;
  const requests = Math.floor(canary.requests);
  if (canary.requests < limits.minRequests) {
    return `${requests} of ${limits.minRequests} requests: too few to judge yet`;
  }
  return [
    `${requests.toLocaleString("en")} requests`,
    canary.successRate !== undefined && `success rate ${percent(canary.successRate)}`,
    canary.p99Ms !== undefined && `p99 ${milliseconds(canary.p99Ms)}`,
  ]
    .filter((words) => words !== false)
    .join(", ");
}

/** `4 min 05 s`; what is over is `any moment`. */
export function leftInWords(until: string, now: number): string {
  const seconds = Math.ceil((Date.parse(until) - now) / 1000);
  if (seconds <= 0) return "any moment";
  return durationInWords(seconds);
}

export function durationInWords(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes === 0) return `${rest} s`;
  return rest > 0 ? `${minutes} min ${String(rest).padStart(2, "0")} s` : `${minutes} min`;
}

/** How one ended, as a title. */
export function endTitle(kind: "Guard" | "Shift", { route, state }: Guard | Shift): string {
  switch (state) {
    case "fired":
      return `${route.name} was put back by its guard`;
    case "aborted":
      return `The shift of ${route.name} was taken back`;
    case "overtaken":
      return `${kind} of ${route.name} ended: somebody changed the weights`;
    case "failed":
      return `${kind} of ${route.name} failed`;
    case "cancelled":
      return `The guard of ${route.name} was cancelled`;
    case "passed":
      return `The guard of ${route.name} passed`;
    case "finished":
      return `The shift of ${route.name} is done`;
    case "armed":
    case "running":
    case "paused":
      return `${kind} of ${route.name}`;
  }
}

function percent(share: number): string {
  return `${Number((Math.floor(share * 10_000 + 1e-6) / 100).toFixed(2))} %`;
}

function milliseconds(ms: number): string {
  return ms >= 1000 ? `${Number((ms / 1000).toFixed(2))} s` : `${Math.round(ms)} ms`;
}
