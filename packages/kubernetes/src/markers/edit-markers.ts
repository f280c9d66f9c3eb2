import type { Marker, MarkerKind } from "@fyr/contract";
import { isRouteKind, type KubernetesObject } from "@fyr/routing";
import type { SeenChange } from "../seen-changes.ts";
import { specWritesOf } from "../writes.ts";
import { changeInWords } from "./change-in-words.ts";
import { byTool, type ClusterMarker, markerId, refOf, rightToList } from "./cluster-marker.ts";
import { unionOf } from "./concern-of-object.ts";
import type { Concern } from "./concerns.ts";
import { type OwnChange, ownChangesOf } from "./own-changes.ts";

type ConcernOf = (object: KubernetesObject) => Concern;

/** Edits of one object of the mesh's configuration, as it tells them itself. */
export function editMarkers(object: KubernetesObject, concernOf: ConcernOf): ClusterMarker[] {
  const own = ownChangesOf(object);
  const { creationTimestamp } = object.metadata;
  const writes = specWritesOf(object).filter((write) => !isOwn(write, own));
  const isTold = creationTimestamp === undefined || [...writes, ...own].some(({ at }) => isNear(at, creationTimestamp));
  const told = isTold ? writes : [{ at: creationTimestamp }, ...writes];
  const edits = told.map((write): ClusterMarker => {
    const change = creationTimestamp !== undefined && isNear(write.at, creationTimestamp) ? "created" : "changed";
    const { at, ...by } = write;
    return marker(
      object,
      { at, change, ...byTool("tool" in by ? by.tool : undefined), knownFrom: "cluster" },
      concernOf,
    );
  });
  return [...edits, ...own.map((each) => ownMarker(each, concernOf))];
}

/** An edit the watch saw, which knows from what to what. Fyr's own are told by the object they are written on. */
export function seenEditMarker(
  { atMs, before, after }: Extract<SeenChange, { type: "config" }>,
  concernOf: ConcernOf,
): ClusterMarker | undefined {
  const object = after ?? before;
  if (object === undefined) return undefined;
  const write = after && specWritesOf(after).findLast(({ at }) => Math.abs(Date.parse(at) - atMs) < soonMs);
  if (write !== undefined && after !== undefined && isOwn(write, ownChangesOf(after))) return undefined;
  const told = {
    at: write?.at ?? new Date(atMs).toISOString(),
    change: before === undefined ? "created" : after === undefined ? "removed" : "changed",
    ...byTool(write?.tool),
    ...(before !== undefined && after !== undefined && changeInWords(before, after)),
    knownFrom: "history",
  } as const;
  return marker(object, told, () => concernOfBoth(before, after, concernOf));
}

function ownMarker({ object, before, id, ...told }: OwnChange, concernOf: ConcernOf): ClusterMarker {
  return marker(object, { ...told, knownFrom: "history" }, () => concernOfBoth(before, object, concernOf), id);
}

/** Who lost requests by a change is as much concerned as who got them. */
function concernOfBoth(
  before: KubernetesObject | undefined,
  after: KubernetesObject | undefined,
  concernOf: ConcernOf,
): Concern {
  return unionOf([before, after].flatMap((state) => (state === undefined ? [] : [concernOf(state)])));
}

function marker(
  object: KubernetesObject,
  told: Pick<Marker, "at" | "change" | "by" | "from" | "to" | "message" | "knownFrom">,
  concernOf: ConcernOf,
  more?: string,
): ClusterMarker {
  const [kind, ref] = [kindOfEdit(object.kind), refOf(object)];
  const id = markerId(kind, ref, told.at, more);
  return { marker: { id, kind, object: ref, ...told, ...concernOf(object) }, right: rightToList(object) };
}

/** A write and the watch's news of it are this close. */
const soonMs = 60_000;
const nearMs = 5_000;

function isOwn(write: { readonly at: string; readonly tool?: string }, own: readonly OwnChange[]): boolean {
  return write.tool === "fyr" && own.some(({ at }) => isNear(at, write.at));
}

function isNear(a: string, b: string): boolean {
  return Math.abs(Date.parse(a) - Date.parse(b)) <= nearMs;
}

const policies = new Set(["PeerAuthentication", "AuthorizationPolicy", "RequestAuthentication"]);

function kindOfEdit(kind: string): MarkerKind {
  if (isRouteKind(kind)) return "route-edit";
  if (kind === "DestinationRule") return "destination-rule-edit";
  return policies.has(kind) ? "policy-edit" : "config-edit";
}
