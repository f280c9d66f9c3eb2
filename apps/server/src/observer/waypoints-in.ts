import type { TopologyNode } from "@fyr/contract";
import type { Waypoint } from "@fyr/prometheus";

/** The waypoints among these nodes; undefined where there are none. */
export function waypointsIn(nodes: readonly TopologyNode[]): Waypoint[] | undefined {
  const waypoints = nodes.filter(({ kind }) => kind === "waypoint");
  // What Kubernetes knows of a node says what it is made by.
  const named = waypoints.map(({ name, workloadKind }) => ({ name, isListed: workloadKind !== undefined }));
  return named.length === 0 ? undefined : named;
}
