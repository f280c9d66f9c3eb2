import type { Health, HealthBasis, HealthCause } from "@fyr/contract";
import type { Check, Judged, UnwellFrom } from "./check.ts";
import { causeless, healthOf } from "./health-of.ts";
import { hasOutcomes } from "./judge-rate.ts";
import { clearMargin, type Held, type Level, settle } from "./settle.ts";

/** What traffic is judged by: rates, then latencies. */
export type Standard = readonly Check[];

/** The verdicts of one subject by the key of their tolerance. */
export type HeldVerdicts = ReadonlyMap<string, Held>;

export interface Judgement {
  readonly health: Health;
  readonly verdicts: HeldVerdicts;
  /** Of all that was held against it, while anything is; the lowest of each measure. */
  readonly unwellFrom: readonly UnwellFrom[];
}

/** Causes stand worst first, errors of requests before connections before latency, one of each. */
export function judgeTraffic(traffic: Judged, checks: Standard, before: HeldVerdicts | undefined): Judgement {
  const verdicts = checks.map((check) => {
    const levels = check.levelsOf(traffic);
    return levels && settle(before?.get(check.key), levels);
  });
  const health = verdicts.some(isUnwell)
    ? healthOf(causesOf(traffic, checks, verdicts), traffic.requestsPerSecond > 0 ? "requests" : "connections")
    : wellOr(unjudged(traffic, (of) => checks.some((check, at) => check.of === of && verdicts[at]?.level === 1)));
  return {
    health,
    verdicts: asBefore(checks, verdicts, before) ?? heldBy(checks, verdicts),
    unwellFrom: health.causes.length === 0 ? noValues : lowestOf(traffic, checks, verdicts),
  };
}

const noValues: readonly UnwellFrom[] = [];

/** Of the check in the same place, where something can be said. */
type Verdict = Held | undefined;

function isUnwell(verdict: Verdict): boolean {
  return verdict !== undefined && verdict.level >= 2;
}

/** The verdicts before, where nothing changed: so it is with most. */
function asBefore(
  checks: Standard,
  verdicts: readonly Verdict[],
  before: HeldVerdicts | undefined,
): HeldVerdicts | undefined {
  if (before === undefined) return undefined;
  let given = 0;
  for (let at = 0; at < checks.length; at++) {
    const [check, verdict] = [checks[at], verdicts[at]];
    if (check === undefined || verdict === undefined) continue;
    if (before.get(check.key) !== verdict) return undefined;
    given += 1;
  }
  return given === before.size ? before : undefined;
}

function heldBy(checks: Standard, verdicts: readonly Verdict[]): HeldVerdicts {
  const held = new Map<string, Held>();
  checks.forEach(({ key }, at) => {
    const verdict = verdicts[at];
    if (verdict !== undefined) held.set(key, verdict);
  });
  return held;
}

function causesOf(traffic: Judged, checks: Standard, verdicts: readonly Verdict[]): HealthCause[] {
  const causes: HealthCause[] = [];
  checks.forEach((check, at) => {
    const level = verdicts[at]?.level ?? 0;
    const trouble = level < 2 ? undefined : check.troubleOf(traffic, statusOf(level));
    if (trouble === undefined) return;
    const cause = withRecovery(trouble.cause);
    const known = causes.findIndex(({ code }) => code === cause.code);
    if (known === -1) causes.push(cause);
    else if (causes[known]?.status === "degraded" && cause.status === "failing") causes[known] = cause;
  });
  return causes;
}

function statusOf(level: Level): HealthCause["status"] {
  return level === 3 ? "failing" : "degraded";
}

function lowestOf(traffic: Judged, checks: Standard, verdicts: readonly Verdict[]): UnwellFrom[] {
  const lowest = new Map<UnwellFrom["measure"], UnwellFrom>();
  checks.forEach((check, at) => {
    const verdict = verdicts[at];
    const unwellFrom = verdict && check.troubleOf(traffic, statusOf(verdict.level))?.unwellFrom;
    const known = unwellFrom && lowest.get(unwellFrom.measure);
    if (unwellFrom !== undefined && (known === undefined || unwellFrom.from < known.from)) {
      lowest.set(unwellFrom.measure, unwellFrom);
    }
  });
  return [...lowest.values()];
}

function wellOr(unknown: HealthBasis | undefined): Health {
  return unknown === undefined ? causeless("healthy", "requests") : causeless("unknown", unknown);
}

/** Why nothing can be said; undefined when it can. */
function unjudged(
  { requestsPerSecond, answers, tcp }: Judged,
  isTooFew: (of: Check["of"]) => boolean,
): HealthBasis | undefined {
  if (requestsPerSecond <= 0) return isTooFew("connections") ? "few-connections" : tcp ? "tcp" : "no-requests";
  if (!hasOutcomes(answers)) return "no-codes";
  return isTooFew("requests") ? "few-requests" : undefined;
}

/** A cause whose value is back under its threshold says when it will be over. */
export function withRecovery(cause: HealthCause): HealthCause {
  return cause.value >= cause.threshold ? cause : { ...cause, recoversBelow: cause.threshold * clearMargin };
}
