import { is, isNoneOf, isOneOf, type PromQl, without } from "../promql.ts";
import { calledLabels, calledMark, withCalledName } from "./called-name.ts";
import { durationMetric } from "./edge-counters.ts";
import { and, type Groups } from "./groups.ts";
import { type Asking, sideOf, together } from "./selected-groups.ts";
import { isNotStopped, isStopped } from "./subject-rates.ts";

/** By the name of its workload: what others of that name are sent, no waypoint counts. */
export interface Waypoint {
  readonly name: string;
  /** What ztunnels carry to it and from it is left out as well: it is known to be what others are told to have sent. */
  readonly hidesLegs: boolean;
}

/** All but what comes from waypoints or goes to them. */
export function besides(waypoints: readonly Waypoint[], groups: Groups): Groups {
  const names = namesOf(waypoints);
  if (names.length === 0) return groups;
  return and(groups, [[isNoneOf("source_workload", names), isNoneOf("destination_workload", names)]]);
}

const caller = ["source_cluster", "source_workload_namespace", "source_workload"] as const;
const callee = ["destination_cluster", "destination_workload_namespace", "destination_workload"] as const;

/**
 * What is left of requests to waypoints, as callers count them, and from waypoints, as callees do: calls that no waypoint
 * counts of the same caller, or callee; and those that never got to one.
 */
export function legsOf(
  { pair, labels, sum, counted }: Asking,
  waypoints: readonly Waypoint[],
  groups: Groups,
  metric: string,
): PromQl[] {
  const names = namesOf(waypoints);
  if (names.length === 0) return [];
  const byWaypoints = (ends: readonly string[], side: "source_" | "destination_") =>
    withCalledName(counted(sum([...ends, ...calledLabels], and(sideOf(groups, side), [[is("reporter", "waypoint")]]))));
  const into = [is("reporter", "source"), isNoneOf("source_workload", names), isOneOf("destination_workload", names)];
  const outOf = [
    is("reporter", "destination"),
    isOneOf("source_workload", names),
    isNoneOf("destination_workload", names),
  ];
  const all = together(pair, labels, caller, callee, calledLabels);
  const named = (selected: Groups) => withCalledName(sum(all, selected));
  const isTimed = metric.startsWith(durationMetric);
  return [
    without(named(and(groups, [isTimed ? into : [...into, isNotStopped]])), byWaypoints(caller, "source_"), [
      ...caller,
      calledMark,
    ]),
    ...(isTimed ? [] : [sum([...all, "response_flags"], and(groups, [[...into, isStopped]]))]),
    without(named(and(groups, [outOf])), byWaypoints(callee, "destination_"), [...callee, calledMark]),
  ];
}

function namesOf(waypoints: readonly Waypoint[]): string[] {
  return [...new Set(waypoints.map(({ name }) => name))].sort();
}
