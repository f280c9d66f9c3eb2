import { classifyResponse } from "../responses.ts";
import type { Answers, Check, Judged } from "./check.ts";
import { type Level, levelsOf } from "./settle.ts";
import type { Answer, RateTolerance, ToleranceOrigin } from "./tolerances.ts";

/** How much of the traffic a tolerance applies to counts against it. */
interface Share {
  readonly ratio: number;
  /** In the window. */
  readonly failedRequests: number;
  /** What most of these answers are. */
  readonly code: "server-errors" | "client-errors";
}

/** Nothing can be said where there was no traffic the tolerance applies to. */
export function rateCheck(tolerance: RateTolerance, origin: ToleranceOrigin): Check {
  const { key, codes, degraded, failing } = tolerance;
  return {
    key,
    levelsOf: (traffic) => {
      const share = shareOf(tolerance, traffic);
      return share && levelsOf((scale) => levelOf(share, tolerance, scale));
    },
    troubleOf: (traffic, status) => {
      const share = shareOf(tolerance, traffic);
      if (share === undefined) return undefined;
      const { code, ratio: value } = share;
      const threshold = status === "failing" ? failing : degraded;
      return {
        cause: { code, status, value, threshold, tolerance: origin, ...(codes === undefined ? {} : { codes }) },
        unwellFrom: { measure: code === "client-errors" ? "clientErrorRatio" : "errorRatio", from: degraded },
      };
    },
  };
}

/** Something is known of how requests ended. */
export function hasOutcomes(answers: readonly Answers[]): boolean {
  for (const { responses } of answers) for (const answer of responses.values()) if (isKnown(answer)) return true;
  return false;
}

/** Most traffic has none of any tolerance. */
const noneFailed: Share = { ratio: 0, failedRequests: 0, code: "server-errors" };

function shareOf(tolerance: RateTolerance, { answers, windowSeconds }: Judged): Share | undefined {
  let all = 0;
  let failed = 0;
  let refused = 0;
  for (const { protocol, responses } of answers) {
    if (!tolerance.appliesTo(protocol)) continue;
    for (const answer of responses.values()) {
      const answerClass = classOf(answer);
      if (answerClass === "unknown") continue;
      all += answer.perSecond;
      if (!tolerance.counts(answer, protocol)) continue;
      failed += answer.perSecond;
      if (answerClass === "client-error") refused += answer.perSecond;
    }
  }
  if (all <= 0) return undefined;
  if (failed === 0) return noneFailed;
  const code = refused > failed / 2 ? "client-errors" : "server-errors";
  return { ratio: failed / all, failedRequests: failed * windowSeconds, code };
}

/** Rates come from sums of fractions: five failures must not count as 4.999. */
const roundingError = 1e-6;

function levelOf({ ratio, failedRequests }: Share, tolerance: RateTolerance, scale: number): Level {
  const { degraded, failing, minimumFailedRequests } = tolerance;
  if (ratio <= 0 || ratio * scale < degraded) return 0;
  if (failedRequests * scale < minimumFailedRequests - roundingError) return 1;
  return ratio * scale >= failing ? 3 : 2;
}

function isKnown(answer: Answer): boolean {
  return classOf(answer) !== "unknown" && answer.perSecond > 0;
}

function classOf({ code, grpcStatus, flags }: Answer) {
  return classifyResponse(code, grpcStatus, flags);
}
