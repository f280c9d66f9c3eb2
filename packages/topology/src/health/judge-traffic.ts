import type { Health, HealthBasis, HealthCause, Quantiles } from "@fyr/contract";
import type { Finding, UnwellFrom } from "./finding.ts";
import { healthOf } from "./health-of.ts";
import { latencyFinding } from "./judge-latency.ts";
import { type Answers, hasOutcomes, rateFinding } from "./judge-rate.ts";
import { clearMargin, type Held, levelsOf, settle } from "./settle.ts";
import type { LatencyTolerance, RateTolerance, ToleranceOrigin } from "./tolerances.ts";

/** Traffic over one window, before rounding. */
export interface Judged {
  readonly windowSeconds: number;
  readonly answers: readonly Answers[];
  readonly requestsPerSecond: number;
  readonly latency?: Quantiles | undefined;
  readonly usualLatency?: Quantiles | undefined;
  /** There was TCP, of which Istio tells no success. */
  readonly tcp: boolean;
}

/** What it is judged by, each with where it comes from. */
export interface Standard {
  readonly rates: readonly (readonly [RateTolerance, ToleranceOrigin])[];
  readonly latencies: readonly (readonly [LatencyTolerance, ToleranceOrigin])[];
}

/** The verdicts of one subject by the key of their tolerance. */
export type HeldVerdicts = ReadonlyMap<string, Held>;

export interface Judgement {
  readonly health: Health;
  readonly verdicts: HeldVerdicts;
  /** Of all that was held against it, while anything is; the lowest of each measure. */
  readonly unwellFrom: readonly UnwellFrom[];
}

/** Causes stand worst first, server errors before client errors before latency, one of each. */
export function judgeTraffic(traffic: Judged, standard: Standard, before: HeldVerdicts | undefined): Judgement {
  const verdicts = new Map<string, Held>();
  const causes: HealthCause[] = [];
  const findings = findingsIn(traffic, standard);
  let tooFew = false;
  for (const finding of findings) {
    const levels = levelsOf((scale) => finding.levelAt(scale));
    const held = settle(before?.get(finding.key), levels);
    verdicts.set(finding.key, held);
    tooFew ||= held.level === 1;
    if (held.level < 2) continue;
    const cause = withRecovery(finding.causeOf(held.level === 3 ? "failing" : "degraded"));
    const known = causes.findIndex(({ code }) => code === cause.code);
    if (known === -1) causes.push(cause);
    else if (causes[known]?.status === "degraded" && cause.status === "failing") causes[known] = cause;
  }
  const unknown = causes.length > 0 ? undefined : unjudged(traffic, tooFew);
  const health: Health =
    unknown === undefined ? healthOf(causes, "requests") : { status: "unknown", basis: unknown, causes: [] };
  return { health, verdicts, unwellFrom: causes.length === 0 ? [] : lowestOf(findings) };
}

function lowestOf(findings: readonly Finding[]): UnwellFrom[] {
  const lowest = new Map<UnwellFrom["measure"], UnwellFrom>();
  for (const { unwellFrom } of findings) {
    const known = lowest.get(unwellFrom.measure);
    if (known === undefined || unwellFrom.from < known.from) lowest.set(unwellFrom.measure, unwellFrom);
  }
  return [...lowest.values()];
}

function findingsIn(traffic: Judged, { rates, latencies }: Standard): Finding[] {
  const { answers, windowSeconds, requestsPerSecond, latency, usualLatency } = traffic;
  const timed = { latency, usualLatency, requests: requestsPerSecond * windowSeconds };
  const found = [
    ...rates.map(([tolerance, origin]) => rateFinding(answers, windowSeconds, tolerance, origin)),
    ...latencies.map(([tolerance, origin]) => latencyFinding(timed, tolerance, origin)),
  ];
  return found.filter((finding) => finding !== undefined);
}

/** Why nothing can be said; undefined when it can. */
function unjudged({ requestsPerSecond, answers, tcp }: Judged, tooFew: boolean): HealthBasis | undefined {
  if (requestsPerSecond <= 0) return tcp ? "tcp" : "no-requests";
  if (!hasOutcomes(answers)) return "no-codes";
  return tooFew ? "few-requests" : undefined;
}

/** A cause whose value is back under its threshold says when it will be over. */
export function withRecovery(cause: HealthCause): HealthCause {
  return cause.value >= cause.threshold ? cause : { ...cause, recoversBelow: cause.threshold * clearMargin };
}
