import type { Health, HealthBasis, HealthCause } from "@fyr/contract";
import type { Check, Judged, UnwellFrom } from "./check.ts";
import { healthOf } from "./health-of.ts";
import { hasOutcomes } from "./judge-rate.ts";
import { clearMargin, type Held, type Level, settle } from "./settle.ts";

/** What traffic is judged by. */
export interface Standard {
  readonly rates: readonly Check[];
  readonly latencies: readonly Check[];
}

/** The verdicts of one subject by the key of their tolerance. */
export type HeldVerdicts = ReadonlyMap<string, Held>;

export interface Judgement {
  readonly health: Health;
  readonly verdicts: HeldVerdicts;
  /** Of all that was held against it, while anything is; the lowest of each measure. */
  readonly unwellFrom: readonly UnwellFrom[];
}

/** Causes stand worst first, errors of requests before connections before latency, one of each. */
export function judgeTraffic(traffic: Judged, standard: Standard, before: HeldVerdicts | undefined): Judgement {
  const verdicts: Verdict[] = [];
  settleChecks(verdicts, standard.rates, traffic, before);
  settleChecks(verdicts, standard.latencies, traffic, before);
  const health = verdicts.some(isUnwell)
    ? healthOf(causesOf(traffic, verdicts), traffic.requestsPerSecond > 0 ? "requests" : "connections")
    : wellOr(unjudged(traffic, new Set(verdicts.filter(isTooFew).map(([{ of }]) => of))));
  return {
    health,
    verdicts: asBefore(verdicts, before) ?? new Map(verdicts.map(([{ key }, held]) => [key, held])),
    unwellFrom: health.causes.length === 0 ? noValues : lowestOf(traffic, verdicts),
  };
}

const noValues: readonly UnwellFrom[] = [];

type Verdict = readonly [Check, Held];

function settleChecks(
  verdicts: Verdict[],
  checks: readonly Check[],
  traffic: Judged,
  before: HeldVerdicts | undefined,
): void {
  for (const check of checks) {
    const levels = check.levelsOf(traffic);
    if (levels !== undefined) verdicts.push([check, settle(before?.get(check.key), levels)]);
  }
}

function isUnwell([, { level }]: Verdict): boolean {
  return level >= 2;
}

function isTooFew([, { level }]: Verdict): boolean {
  return level === 1;
}

/** The verdicts before, where nothing changed: so it is with most. */
function asBefore(verdicts: readonly Verdict[], before: HeldVerdicts | undefined): HeldVerdicts | undefined {
  const isSame = before?.size === verdicts.length && verdicts.every(([{ key }, held]) => before.get(key) === held);
  return isSame ? before : undefined;
}

function causesOf(traffic: Judged, verdicts: readonly Verdict[]): HealthCause[] {
  const causes: HealthCause[] = [];
  for (const [check, { level }] of verdicts) {
    const trouble = level < 2 ? undefined : check.troubleOf(traffic, statusOf(level));
    if (trouble === undefined) continue;
    const cause = withRecovery(trouble.cause);
    const known = causes.findIndex(({ code }) => code === cause.code);
    if (known === -1) causes.push(cause);
    else if (causes[known]?.status === "degraded" && cause.status === "failing") causes[known] = cause;
  }
  return causes;
}

function statusOf(level: Level): HealthCause["status"] {
  return level === 3 ? "failing" : "degraded";
}

function lowestOf(traffic: Judged, verdicts: readonly Verdict[]): UnwellFrom[] {
  const lowest = new Map<UnwellFrom["measure"], UnwellFrom>();
  for (const [check, { level }] of verdicts) {
    const unwellFrom = check.troubleOf(traffic, statusOf(level))?.unwellFrom;
    const known = unwellFrom && lowest.get(unwellFrom.measure);
    if (unwellFrom !== undefined && (known === undefined || unwellFrom.from < known.from)) {
      lowest.set(unwellFrom.measure, unwellFrom);
    }
  }
  return [...lowest.values()];
}

function wellOr(unknown: HealthBasis | undefined): Health {
  return unknown === undefined ? healthOf([], "requests") : { status: "unknown", basis: unknown, causes: [] };
}

/** Why nothing can be said; undefined when it can. */
function unjudged(
  { requestsPerSecond, answers, tcp }: Judged,
  tooFew: ReadonlySet<Check["of"]>,
): HealthBasis | undefined {
  if (requestsPerSecond <= 0) return tooFew.has("connections") ? "few-connections" : tcp ? "tcp" : "no-requests";
  if (!hasOutcomes(answers)) return "no-codes";
  return tooFew.has("requests") ? "few-requests" : undefined;
}

/** A cause whose value is back under its threshold says when it will be over. */
export function withRecovery(cause: HealthCause): HealthCause {
  return cause.value >= cause.threshold ? cause : { ...cause, recoversBelow: cause.threshold * clearMargin };
}
