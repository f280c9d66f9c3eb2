import type { Reporter } from "@fyr/contract";
import { known, preferredReporter } from "@fyr/topology";
import type { Labels } from "../answers.ts";
import { pairLabels, textOf } from "./labels.ts";
import { reporterOf, rowKey } from "./read-key.ts";

/** The host that was asked, and the workload that answered where it is known. */
export interface Answerer {
  readonly host: string;
  readonly workloadNamespace?: string;
  readonly workload?: string;
}

/** What tells one answerer from another. */
export const answeredLabels = [
  "destination_service",
  "destination_workload_namespace",
  "destination_workload",
] as const;

export function whoAnswered(labels: Labels): Answerer {
  return {
    host: labels["destination_service"] ?? "",
    ...known("workloadNamespace", textOf(labels, "destination_workload_namespace")),
    ...known("workload", textOf(labels, "destination_workload")),
  };
}

/** Each pair of workloads as one reporter has it: the preferred one of those that counted anything. */
export function onlyPreferred<Row extends { readonly metric: Labels }>(
  rows: readonly Row[],
  isCounted: (row: Row) => boolean,
): Row[] {
  const reporters = new Map<string, Set<Reporter>>();
  const heard = rows.flatMap((row) => {
    const reporter = reporterOf(row.metric["reporter"]);
    if (reporter === undefined || !isCounted(row)) return [];
    const pair = rowKey(row.metric, pairLabels);
    reporters.set(pair, (reporters.get(pair) ?? new Set()).add(reporter));
    return [{ row, reporter, pair }];
  });
  return heard
    .filter(({ reporter, pair }) => preferredReporter(reporters.get(pair) ?? new Set()) === reporter)
    .map(({ row }) => row);
}
