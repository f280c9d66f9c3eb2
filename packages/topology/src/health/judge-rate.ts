import type { Protocol } from "@fyr/contract";
import { classifyResponse } from "../responses.ts";
import type { Finding } from "./finding.ts";
import type { Level } from "./settle.ts";
import type { Answer, RateTolerance, ToleranceOrigin } from "./tolerances.ts";

/** The answers of one protocol. */
export interface Answers {
  readonly protocol: Protocol;
  readonly responses: { values(): Iterable<Answer> };
}

/** How much of the traffic a tolerance applies to counts against it. */
interface Share {
  readonly ratio: number;
  /** In the window. */
  readonly failedRequests: number;
  /** What most of these answers are. */
  readonly code: "server-errors" | "client-errors";
}

/** Undefined where there was no traffic the tolerance applies to. */
export function rateFinding(
  answers: readonly Answers[],
  windowSeconds: number,
  tolerance: RateTolerance,
  origin: ToleranceOrigin,
): Finding | undefined {
  const share = shareOf(tolerance, answers, windowSeconds);
  if (share === undefined) return undefined;
  const { key, codes, degraded, failing } = tolerance;
  return {
    key,
    levelAt: (scale) => levelOf(share, tolerance, scale),
    causeOf: (status) => ({
      code: share.code,
      status,
      value: share.ratio,
      threshold: status === "failing" ? failing : degraded,
      tolerance: origin,
      ...(codes === undefined ? {} : { codes }),
    }),
    unwellFrom: { measure: share.code === "client-errors" ? "clientErrorRatio" : "errorRatio", from: degraded },
  };
}

/** Something is known of how requests ended. */
export function hasOutcomes(answers: readonly Answers[]): boolean {
  return answers.some(({ responses }) => [...responses.values()].some((answer) => isKnown(answer)));
}

function shareOf(tolerance: RateTolerance, answers: readonly Answers[], windowSeconds: number): Share | undefined {
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
