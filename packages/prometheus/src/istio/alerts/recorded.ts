import { either, type PromQl, rate, select, sumBy } from "../../promql.ts";
import type { Groups } from "../groups.ts";
import { pairLabels } from "../labels.ts";

/** A series that is recorded for the alerts. */
export interface Recorded {
  readonly record: string;
  readonly expr: string;
}

/** What tells an edge, by whichever side it was counted. */
export const edgeLabels = [...pairLabels, "destination_service_name", "destination_service_namespace"] as const;

const windowSeconds = 300;

/** Per second over five minutes, of the series that match one of the groups. */
export function ratesBy(labels: readonly string[], metric: string, groups: Groups): PromQl {
  return sumBy(labels, either(...groups.map((matchers) => rate(select(metric, matchers), windowSeconds))));
}
