import { type NewestSample, PrometheusError } from "@fyr/prometheus";
import type { Telemetry } from "../source/telemetry.ts";

/** Whether the mesh's samples keep coming. `newestAt`: Unix seconds. */
export type Arrival =
  /** Also where there never were any: an empty mesh is empty. */
  | { readonly kind: "arriving"; readonly resumedAt?: number }
  /** One was due and did not come. */
  | { readonly kind: "late"; readonly newestAt: number }
  | { readonly kind: "stopped"; readonly newestAt: number };

/** Tells a mesh without traffic from one whose metrics have stopped arriving. */
export interface Arrivals {
  /** As of `at` (Unix seconds), never before an earlier `at`. */
  check(at: number, signal: AbortSignal): Promise<Arrival>;
}

/** In spacings of samples: a backend may always be so far behind. */
const usualLag = 2;
/** In spacings of samples, without a new one. */
const lateAfter = 1.2;
const stoppedAfter = 2.2;

export function createArrivals(telemetry: Pick<Telemetry, "newestSample">): Arrivals {
  /** The newest sample, and since when nothing newer has come. */
  let last: { readonly at: number; readonly quietSince: number } | undefined;
  let before: Arrival = { kind: "arriving" };

  function judge(newest: NewestSample, at: number): Arrival {
    const { spacingSeconds, resumedAt } = newest;
    // Rates need a second sample on this side of a break.
    if (newest.at === resumedAt && before.kind !== "arriving") return before;
    if (last === undefined || newest.at > last.at) {
      last = { at: newest.at, quietSince: Math.min(at, newest.at + usualLag * spacingSeconds) };
    }
    const quietSpacings = (at - last.quietSince) / spacingSeconds;
    if (quietSpacings > stoppedAfter) return { kind: "stopped", newestAt: last.at };
    if (quietSpacings > lateAfter) return { kind: "late", newestAt: last.at };
    return { kind: "arriving", ...(resumedAt === undefined ? {} : { resumedAt }) };
  }

  return {
    check: async (at, signal) => {
      const newest = await newestSample(telemetry, at, signal);
      before = newest === undefined ? { kind: "arriving" } : judge(newest, at);
      return before;
    },
  };
}

/** Whoever refuses this question may answer the others. */
async function newestSample(telemetry: Pick<Telemetry, "newestSample">, at: number, signal: AbortSignal) {
  try {
    return await telemetry.newestSample(at, signal);
  } catch (error) {
    if (error instanceof PrometheusError && error.code === "prometheus_rejected") return undefined;
    throw error;
  }
}
