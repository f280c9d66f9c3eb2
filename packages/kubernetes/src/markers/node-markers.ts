import type { MeshObjects } from "../mesh-objects.ts";
import { type ClusterMarker, markerId } from "./cluster-marker.ts";
import type { Concerns } from "./concerns.ts";

/** Kubernetes nodes under pressure, or not ready, since when. */
export function nodeMarkers({ nodes }: MeshObjects, concerns: Concerns): ClusterMarker[] {
  return nodes.flatMap(({ name, troubles }) =>
    troubles.map(({ condition, since, message }): ClusterMarker => {
      const object = { kind: "Node", name };
      const marker = {
        id: markerId("node-pressure", object, since, condition),
        at: since,
        kind: "node-pressure",
        object,
        to: condition === "Ready" ? "NotReady" : condition,
        ...(message !== undefined && { message }),
        ...concerns.onNode(name),
        host: name,
        knownFrom: "cluster",
      } as const;
      return { marker, right: { group: "", resource: "nodes" } };
    }),
  );
}
