import type { Grain, TopologyNode } from "@fyr/contract";
import type { Waypoint } from "@fyr/prometheus";
import { type Inventory, mergesCallers } from "@fyr/topology";
import type { AnyObserver } from "./any-observer.ts";

/** The waypoints among these nodes, as pictures of this grain take them; undefined where there are none. */
export function waypointsIn(nodes: readonly TopologyNode[], grain: Grain = "workload"): Waypoint[] | undefined {
  const waypoints = nodes.filter(({ kind }) => kind === "waypoint");
  // What Kubernetes knows of a node says what it is made by.
  const isHiding = ({ workloadKind }: TopologyNode) => workloadKind !== undefined || mergesCallers(grain);
  const named = waypoints.map((node) => ({ name: node.name, hidesLegs: isHiding(node) }));
  return named.length === 0 ? undefined : named;
}

/** Those of the live picture, else those that Kubernetes lists: Prometheus is asked nothing for want of a picture. */
export async function knownWaypoints(observer: AnyObserver): Promise<Waypoint[] | undefined> {
  const picture = observer.hasPicture() ? await observer.current() : undefined;
  return picture === undefined ? listedWaypoints(observer.inventory()) : waypointsIn(picture.nodes);
}

function listedWaypoints(inventory: Inventory | undefined): Waypoint[] | undefined {
  const waypoints = (inventory?.workloads ?? []).filter(({ role }) => role === "waypoint");
  return waypoints.length === 0 ? undefined : waypoints.map(({ name }) => ({ name, hidesLegs: true }));
}
