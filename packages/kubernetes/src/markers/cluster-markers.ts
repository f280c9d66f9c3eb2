import type { Marker } from "@fyr/contract";
import { type KubernetesObject, rootsByDelegate } from "@fyr/routing";
import type { EventFacts } from "../events.ts";
import { type MeshObjects, routesIn } from "../mesh-objects.ts";
import type { SeenChange } from "../seen-changes.ts";
import type { ClusterMarker } from "./cluster-marker.ts";
import { concernOfObject } from "./concern-of-object.ts";
import { type Concern, type Concerns, createConcerns } from "./concerns.ts";
import { editMarkers, seenEditMarker } from "./edit-markers.ts";
import { eventMarkers } from "./event-markers.ts";
import { nodeMarkers } from "./node-markers.ts";
import { podMarkers, terminationMarkers } from "./pod-markers.ts";
import { rolloutMarkers } from "./rollouts.ts";
import { scalingMarker, scalingMarkers } from "./scalings.ts";

/** The cluster as one look has it, and what it means for the mesh. */
export interface ClusterTimeline {
  /** What the objects tell of themselves, and what the watch saw. Not sorted; the same happening may be told twice. */
  markers(seen: readonly SeenChange[], nowMs: number): ClusterMarker[];
  /** What these Events tell. */
  ofEvents(events: readonly EventFacts[]): Marker[];
  readonly concerns: Concerns;
  concernOf(object: KubernetesObject): Concern;
}

export function createClusterTimeline(objects: MeshObjects): ClusterTimeline {
  const concerns = createConcerns(objects);
  const roots = rootsByDelegate(routesIn(objects));
  const concernOf = (object: KubernetesObject) => concernOfObject(object, concerns, roots);
  const config = [...routesIn(objects), ...objects.destinationRules, ...objects.serviceEntries, ...objects.otherConfig];
  const rollouts = rolloutMarkers(objects, concerns);
  return {
    markers: (seen, nowMs) => [
      ...rollouts,
      ...scalingMarkers(objects, concerns),
      ...podMarkers(objects, concerns, nowMs),
      ...nodeMarkers(objects, concerns),
      ...config.flatMap((object) => editMarkers(object, concernOf)),
      ...seen.flatMap((change) => seenMarkers(change, concerns, concernOf)),
    ],
    ofEvents: (events) =>
      eventMarkers(
        events,
        objects,
        concerns,
        rollouts.map(({ marker }) => marker),
      ),
    concerns,
    concernOf,
  };
}

function seenMarkers(
  change: SeenChange,
  concerns: Concerns,
  concernOf: (object: KubernetesObject) => Concern,
): ClusterMarker[] {
  switch (change.type) {
    case "config": {
      const marker = seenEditMarker(change, concernOf);
      return marker === undefined ? [] : [marker];
    }
    case "scaled": {
      const { before, after, atMs } = change;
      const write = after.scaled ?? after.writes?.at(-1);
      const at = write !== undefined && Math.abs(Date.parse(write.at) - atMs) < 60_000 ? write.at : isoOf(atMs);
      const told = { at, to: after.replicas ?? 0, tool: write?.tool, knownFrom: "history" } as const;
      return [scalingMarker(after, { ...told, from: before.replicas ?? 0 }, concerns)];
    }
    case "ended":
      return terminationMarkers(change.pod, concerns, "history");
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
