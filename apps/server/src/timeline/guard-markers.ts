import { type ClusterMarker, type ClusterTimeline, markerId, refOf, rightToList, routesIn } from "@fyr/kubernetes";
import { type KubernetesObject, sideOf } from "@fyr/routing";
import { isAbortedByHand } from "../changes/guards/guard-sentences.ts";
import { leftOutOf } from "../changes/guards/left-as.ts";
import { type GuardRecord, guardRecords, type ShiftRecord, shiftRecords } from "../changes/guards/records.ts";

/** Guards that fired, and shifts that were aborted for the same reasons, as they are written on their routes. */
export function guardMarkers(
  objects: Parameters<typeof routesIn>[0],
  timeline: Pick<ClusterTimeline, "concernOf">,
): ClusterMarker[] {
  return routesIn(objects).flatMap((object) =>
    [
      ...guardRecords.read(object).filter(({ state }) => state === "fired"),
      ...shiftRecords.read(object).filter(({ state, why }) => state === "aborted" && !isAbortedByHand(why)),
    ].flatMap((record) => markerOf(object, record, timeline)),
  );
}

function markerOf(
  object: KubernetesObject,
  { id, by, endedAt, why, moves }: GuardRecord | ShiftRecord,
  timeline: Pick<ClusterTimeline, "concernOf">,
): ClusterMarker[] {
  if (endedAt === undefined) return [];
  const ref = refOf(object);
  const weights = (side: "from" | "to") =>
    sideOf(moves, side, leftOutOf(object))
      .map(({ host, subset, weight }) => `${subset ?? host} ${weight}`)
      .join(", ");
  const marker = {
    id: markerId("guard-fired", ref, endedAt, id),
    at: endedAt,
    kind: "guard-fired",
    object: ref,
    by: { person: by, tool: "fyr" },
    from: weights("to"),
    to: weights("from"),
    ...(why !== undefined && { message: why }),
    ...timeline.concernOf(object),
    knownFrom: "history",
  } as const;
  return [{ marker, right: rightToList(object) }];
}
