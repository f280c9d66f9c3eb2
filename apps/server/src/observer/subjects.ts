import type { Grain, TopologyNode } from "@fyr/contract";
import type { Waypoint } from "@fyr/prometheus";
import { known, type Picture } from "@fyr/topology";
import type { Subject, SubjectId } from "./subject.ts";
import { waypointsIn } from "./waypoints-in.ts";

/** Most ids on screen are of the grain the stream carries; those through services are asked for by few. */
const grains: readonly Grain[] = ["workload", "app", "versionedApp", "service", "namespace"];
const throughServices: readonly Grain[] = ["workload", "app", "versionedApp"];
const cuts = [
  ...grains.map((grain) => [grain, false] as const),
  ...throughServices.map((grain) => [grain, true] as const),
];

/** Looks an id up, cut by cut, the one it is looked at first, until a picture has it. */
export async function findSubject(
  id: SubjectId,
  pictureAt: (grain: Grain, serviceNodes: boolean) => Promise<Picture | undefined>,
): Promise<Subject | undefined> {
  const asked = [id.grain ?? "workload", id.serviceNodes ?? false] as const;
  const others = cuts.filter(([grain, serviceNodes]) => grain !== asked[0] || serviceNodes !== asked[1]);
  for (const [grain, serviceNodes] of [asked, ...others]) {
    const picture = await pictureAt(grain, serviceNodes);
    const subject = picture === undefined ? undefined : subjectIn(picture, id);
    if (subject !== undefined) return subject;
  }
  return undefined;
}

function subjectIn(picture: Picture, id: SubjectId): Subject | undefined {
  if ("edge" in id) {
    const keys = picture.edgeKeys.get(id.edge);
    return keys === undefined ? undefined : { type: "edge", id: id.edge, keys };
  }
  const node = picture.topology.nodes.find((one) => one.id === id.node);
  if (node === undefined) return undefined;
  const parties = picture.nodeParties.get(id.node) ?? [];
  return { type: "node", node, parties, ...known("waypoints", waypointsAround(node, picture)) };
}

/** Only of what a waypoint counts itself are the legs to it and from it somebody else's traffic. */
function waypointsAround({ id, kind }: TopologyNode, { topology, waypoints }: Picture): Waypoint[] | undefined {
  const isCounted = topology.edges.some(
    (edge) => edge.reporter === "waypoint" && (edge.source === id || edge.target === id),
  );
  return kind === "waypoint" || isCounted ? waypointsIn(waypoints, topology.grain) : undefined;
}
