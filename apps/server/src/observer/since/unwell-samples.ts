import type { TopologyProblem } from "@fyr/contract";
import type { SeriesPoints } from "@fyr/prometheus";
import { slowFrom, type Tolerances } from "@fyr/topology";

/**
 * The first of the samples that have been unwell without a break up to the last one. `breakLength` well samples in a
 * row are a break; samples without a value break nothing. Undefined when the newest samples are a break already.
 */
export function onsetIndex(unwell: readonly (boolean | undefined)[], breakLength: number): number | undefined {
  let first: number | undefined;
  let well = 0;
  for (let i = unwell.length - 1; i >= 0 && well < breakLength; i--) {
    if (unwell[i] === false) well++;
    if (unwell[i] === true) {
      first = i;
      well = 0;
    }
  }
  return first;
}

/** Whether each sample of the problem's subject was already unwell; undefined where it was not measured. */
export function unwellSamples(
  problem: TopologyProblem,
  points: SeriesPoints,
  tolerances: Tolerances,
): (boolean | undefined)[] {
  const beyond = (values: SeriesPoints["errorRatio"], limit: number) =>
    points.times.map((_, i) => {
      const value = values?.[i];
      return typeof value === "number" ? value >= limit : undefined;
    });
  switch (problem.kind) {
    case "server-errors":
      return beyond(points.errorRatio, tolerances.serverErrors.degraded);
    case "client-errors":
      return beyond(points.clientErrorRatio, tolerances.clientErrors.degraded);
    case "slow": {
      const usual = problem.usual?.p95Ms;
      if (usual === undefined) return [];
      return beyond(points.p95Ms, slowFrom(usual, tolerances.slow));
    }
    case "pods-not-ready":
    case "plaintext":
    case "not-in-mesh":
      return [];
  }
}
