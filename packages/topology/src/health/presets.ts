import { classTolerance, patternTolerance, type RateTolerance, type SubjectTolerances } from "./tolerances.ts";

export const healthPresets = ["fyr", "kiali"] as const;
export type HealthPreset = (typeof healthPresets)[number];

export const defaultMinimumFailedRequests = 5;
export const defaultMinimumRequests = 30;

/** From which share of server errors on an edge fails, unless it is told otherwise. */
export const defaultFailing = { ratio: 0.03, leastRequests: defaultMinimumFailedRequests } as const;

/** Failures matter from 1 % on and refusals from 10 %, never fewer than five; slow is twice the usual. */
export const fyrPreset: SubjectTolerances = {
  rates: [
    classTolerance("server-error", {
      degraded: 0.01,
      failing: defaultFailing.ratio,
      minimumFailedRequests: defaultFailing.leastRequests,
    }),
    classTolerance("client-error", {
      degraded: 0.1,
      failing: 0.2,
      minimumFailedRequests: defaultMinimumFailedRequests,
    }),
  ],
  ratesFrom: "default",
  latencies: [
    {
      key: "usual",
      quantile: "p95",
      aboveUsual: { factor: 2, byMs: 50 },
      minimumRequests: defaultMinimumRequests,
    },
  ],
  latenciesFrom: "default",
};

/** As Kiali judges without configuration: any failure degrades, 10 % fail, no minimum, latency does not count. */
const kialiPreset: SubjectTolerances = {
  rates: [
    kialiRate("^5\\d\\d$", "http", 0, 0.1),
    kialiRate("^4\\d\\d$", "http", 0.1, 0.2),
    kialiRate("^[1-9]$|^1[0-6]$", "grpc", 0, 0.1),
    kialiRate("^-$", "http|grpc", 0, 0.1),
  ],
  ratesFrom: "default",
  latencies: [],
  latenciesFrom: "default",
};

export const tolerancesOfPreset = { fyr: fyrPreset, kiali: kialiPreset } as const satisfies Record<
  HealthPreset,
  SubjectTolerances
>;

function kialiRate(codes: string, protocol: string, degraded: number, failing: number): RateTolerance {
  const { codes: _, ...tolerance } = patternTolerance({
    key: `${codes} ${protocol}`,
    codes: new RegExp(codes),
    written: codes,
    protocol: new RegExp(protocol),
    degraded,
    failing,
    minimumFailedRequests: 0,
  });
  return tolerance;
}
