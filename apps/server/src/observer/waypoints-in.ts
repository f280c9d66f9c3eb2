import type { TopologyNode } from "@fyr/contract";
import type { Waypoint } from "@fyr/prometheus";
import type { Inventory } from "@fyr/topology";
import type { AnyObserver } from "./any-observer.ts";

/** The waypoints among these nodes; undefined where there are none. */
export function waypointsIn(nodes: readonly TopologyNode[]): Waypoint[] | undefined {
  const waypoints = nodes.filter(({ kind }) => kind === "waypoint");
  // What Kubernetes knows of a node says what it is made by.
  const named = waypoints.map(({ name, workloadKind }) => ({ name, isListed: workloadKind !== undefined }));
  return named.length === 0 ? undefined : named;
}

/** Those of the live picture, else those that Kubernetes lists: Prometheus is asked nothing for want of a picture. */
export async function knownWaypoints(observer: AnyObserver): Promise<Waypoint[] | undefined> {
  const picture = observer.hasPicture() ? await observer.current() : undefined;
  return picture === undefined ? listedWaypoints(observer.inventory()) : waypointsIn(picture.nodes);
}

function listedWaypoints(inventory: Inventory | undefined): Waypoint[] | undefined {
  const waypoints = (inventory?.workloads ?? []).filter(({ role }) => role === "waypoint");
  return waypoints.length === 0 ? undefined : waypoints.map(({ name }) => ({ name, isListed: true }));
}
