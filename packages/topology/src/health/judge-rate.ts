import type { Protocol } from "@fyr/contract";
import { classifyResponse } from "../responses.ts";
import type { Answers, Check, Judged, UnwellFrom } from "./check.ts";
import { type Level, levelsOf } from "./settle.ts";
import type { Answer, RateTolerance, ToleranceOrigin } from "./tolerances.ts";

type RateCode = "server-errors" | "client-errors" | "failed-connections";

/** How much of the traffic a tolerance applies to counts against it. */
interface Share {
  readonly ratio: number;
  /** Requests or connections in the window. */
  readonly failed: number;
  /** What most of these answers are. */
  readonly code: RateCode;
}

/** Requests and connections are no shares of each other: each is held against the tolerance by itself. */
export function rateChecks(tolerance: RateTolerance, origin: ToleranceOrigin): Check[] {
  const layers: Check["of"][] = [];
  if (tolerance.appliesTo("http") || tolerance.appliesTo("grpc")) layers.push("requests");
  if (tolerance.appliesTo("tcp")) layers.push("connections");
  return layers.map((of) => rateCheck(tolerance, of, origin));
}

/** Nothing can be said where there was no traffic the tolerance applies to. */
function rateCheck(tolerance: RateTolerance, of: Check["of"], origin: ToleranceOrigin): Check {
  const { key, codes, degraded, failing } = tolerance;
  return {
    key: of === "requests" ? key : `${key} of connections`,
    of,
    levelsOf: (traffic) => {
      const share = shareOf(tolerance, of, traffic);
      return share && levelsOf(levelOf, share, tolerance);
    },
    troubleOf: (traffic, status) => {
      const share = shareOf(tolerance, of, traffic);
      if (share === undefined) return undefined;
      const { code, ratio: value } = share;
      const threshold = status === "failing" ? failing : degraded;
      return {
        cause: { code, status, value, threshold, tolerance: origin, ...(codes === undefined ? {} : { codes }) },
        unwellFrom: { measure: measureOf[code], from: degraded },
      };
    },
  };
}

const measureOf = {
  "server-errors": "errorRatio",
  "client-errors": "clientErrorRatio",
  "failed-connections": "failedConnectionRatio",
} as const satisfies Record<RateCode, UnwellFrom["measure"]>;

/** Something is known of how requests ended. */
export function hasOutcomes(answers: readonly Answers[]): boolean {
  for (const { protocol, responses } of answers) {
    if (layerOf(protocol) === "connections") continue;
    for (const answer of responses) if (isKnown(answer)) return true;
  }
  return false;
}

/** Most traffic has none of any tolerance. */
const noneFailed: Share = { ratio: 0, failed: 0, code: "server-errors" };

function shareOf(tolerance: RateTolerance, of: Check["of"], { answers, windowSeconds }: Judged): Share | undefined {
  let all = 0;
  let failed = 0;
  let refused = 0;
  for (const { protocol, responses } of answers) {
    if (layerOf(protocol) !== of || !tolerance.appliesTo(protocol)) continue;
    for (const answer of responses) {
      const answerClass = classOf(answer);
      if (answerClass === "unknown" || answer.perSecond <= 0) continue;
      all += answer.perSecond;
      if (!tolerance.counts(answer, protocol)) continue;
      failed += answer.perSecond;
      if (answerClass === "client-error") refused += answer.perSecond;
    }
  }
  if (all <= 0) return undefined;
  if (failed === 0) return noneFailed;
  const requestCode = refused > failed / 2 ? "client-errors" : "server-errors";
  const code = of === "connections" ? "failed-connections" : requestCode;
  return { ratio: failed / all, failed: failed * windowSeconds, code };
}

function layerOf(protocol: Protocol): Check["of"] {
  return protocol === "tcp" ? "connections" : "requests";
}

/** Rates come from sums of fractions: five failures must not count as 4.999. */
const roundingError = 1e-6;

function levelOf({ ratio, failed }: Share, tolerance: RateTolerance, scale: number): Level {
  const { degraded, failing, minimumFailedRequests } = tolerance;
  if (ratio <= 0 || ratio * scale < degraded) return 0;
  if (failed * scale < minimumFailedRequests - roundingError) return 1;
  return ratio * scale >= failing ? 3 : 2;
}

function isKnown(answer: Answer): boolean {
  return classOf(answer) !== "unknown" && answer.perSecond > 0;
}

function classOf({ code, grpcStatus, flags }: Answer) {
  return classifyResponse(code, grpcStatus, flags);
}
