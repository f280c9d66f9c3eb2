import type { Marker } from "@fyr/contract";
import type { ControllerFacts, MeshObjects } from "../mesh-objects.ts";
import { byTool, type ClusterMarker, markerId } from "./cluster-marker.ts";
import type { Concerns } from "./concerns.ts";

/** Workloads that were given more or fewer pods, as their last write through `/scale` tells. */
export function scalingMarkers({ controllers }: MeshObjects, concerns: Concerns): ClusterMarker[] {
  return controllers.flatMap((controller): ClusterMarker[] => {
    const { scaled, replicas } = controller;
    if (scaled === undefined || replicas === undefined) return [];
    return [
      scalingMarker(controller, { at: scaled.at, to: replicas, tool: scaled.tool, knownFrom: "cluster" }, concerns),
    ];
  });
}

interface Scaling {
  readonly at: string;
  readonly from?: number;
  readonly to: number;
  readonly tool: string | undefined;
  readonly knownFrom: Marker["knownFrom"];
}

export function scalingMarker(
  { kind, namespace, name }: Pick<ControllerFacts, "kind" | "namespace" | "name">,
  { at, from, to, tool, knownFrom }: Scaling,
  concerns: Concerns,
): ClusterMarker {
  const object = { kind, namespace, name };
  const marker: Marker = {
    id: markerId("scaled", object, at),
    at,
    kind: "scaled",
    object,
    ...byTool(tool),
    ...(from !== undefined && { from: String(from) }),
    to: String(to),
    ...concerns.ofWorkload(namespace, name),
    knownFrom,
  };
  return { marker, right: { group: "apps", resource: `${kind.toLowerCase()}s`, namespace } };
}
