import type { TrafficSample } from "@fyr/topology";

/** `at` in Unix seconds; the window ends there. */
export interface TelemetryMoment {
  readonly at: number;
  readonly windowSeconds: number;
}

/** Unix seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Measured {
  readonly samples: readonly TrafficSample[];
  /** Added up beforehand by recording rules, or the proxies' own series. Absent where it is not told. */
  readonly source?: "recorded" | "raw";
  /** Of raw durations: series behind one row, on average. */
  readonly seriesPerRow?: number;
  /** Prometheus' own words, each once. */
  readonly warnings: readonly string[];
}

/** Warnings of several answers, each once. */
export function warningsOf(...answers: readonly { readonly warnings: readonly string[] }[]): string[] {
  return [...new Set(answers.flatMap((answer) => answer.warnings))];
}
