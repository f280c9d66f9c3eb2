import type { Marker } from "@fyr/contract";
import { changedLimits } from "../container-limits.ts";
import type { ControllerFacts, MeshObjects } from "../mesh-objects.ts";
import type { RevisionFacts } from "../revisions.ts";
import type { ObjectWrite } from "../writes.ts";
import { byTool, type ClusterMarker, markerId } from "./cluster-marker.ts";
import type { Concerns } from "./concerns.ts";

/** What a workload's pods are made of changed: a new state of it appeared, or it was rolled back to an old one. */
export function rolloutMarkers(objects: MeshObjects, concerns: Concerns): ClusterMarker[] {
  const owned = [
    ...objects.replicaSets.map((facts) => ({ facts, resource: "replicasets" })),
    ...objects.controllerRevisions.map((facts) => ({ facts, resource: "controllerrevisions" })),
  ].filter(({ facts }) => facts.owner !== undefined && facts.createdAt !== undefined);
  const byOwner = Map.groupBy(owned, ({ facts: { namespace, owner } }) => keyOf(namespace, owner?.kind, owner?.name));
  const controllers = new Map(objects.controllers.map((each) => [keyOf(each.namespace, each.kind, each.name), each]));
  return [...byOwner].flatMap(([key, revisions]) => {
    const resource = revisions[0]?.resource ?? "";
    return rolloutsOf(
      revisions.map(({ facts }) => facts),
      controllers.get(key),
    ).map(({ at, from, to, tool }): ClusterMarker => {
      const { namespace, owner = { kind: "", name: "" } } = to;
      const object = { kind: owner.kind, namespace, name: owner.name };
      const marker: Marker = {
        id: markerId("rollout", object, at, to.name),
        at,
        kind: "rollout",
        object,
        ...byTool(tool),
        ...wordsOf(from, to),
        ...loweredBy(from, to),
        ...concerns.ofWorkload(namespace, owner.name),
        knownFrom: "cluster",
      };
      return { marker, right: { group: "apps", resource, namespace } };
    });
  });
}

interface Rollout {
  readonly at: string;
  readonly from?: RevisionFacts;
  readonly to: RevisionFacts;
  readonly tool?: string;
}

function rolloutsOf(revisions: readonly RevisionFacts[], controller: ControllerFacts | undefined): Rollout[] {
  const created = revisions.toSorted((a, b) => Date.parse(a.createdAt ?? "") - Date.parse(b.createdAt ?? ""));
  const writes = controller?.writes ?? [];
  const rollouts = created.map((to, place): Rollout => {
    const at = to.createdAt ?? "";
    const [from, tool] = [created[place - 1], toolAt(writes, at)];
    return { at, to, ...(from !== undefined && { from }), ...(tool !== undefined && { tool }) };
  });
  return [...rollouts, ...rollbackOf(created, writes)];
}

/** An old state that was taken up again has the highest number, and is older than another. */
function rollbackOf(created: readonly RevisionFacts[], writes: readonly ObjectWrite[]): Rollout[] {
  const [to, from] = created.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
  const newest = created.at(-1);
  if (to === undefined || from === undefined || newest === undefined || to === newest) return [];
  const write = writes.findLast(({ at }) => Date.parse(at) > Date.parse(newest.createdAt ?? ""));
  if (write === undefined) return [];
  return [{ at: write.at, from, to, ...(write.tool !== undefined && { tool: write.tool }) }];
}

/** The controller acts on a write within seconds; where it was down it takes longer, and nobody is named. */
const soonMs = 60_000;

function toolAt(writes: readonly ObjectWrite[], at: string): string | undefined {
  const before = writes.filter((write) => {
    const earlierMs = Date.parse(at) - Date.parse(write.at);
    return earlierMs >= -1000 && earlierMs <= soonMs;
  });
  return before.at(-1)?.tool;
}

/** Images where they differ, else what containers may use, else the numbers of the states. */
function wordsOf(from: RevisionFacts | undefined, to: RevisionFacts): Pick<Marker, "from" | "to"> {
  const [was, is] = [from?.images.join(", "), to.images.join(", ")];
  if (from === undefined || was === undefined) return is === "" ? {} : { to: is };
  if (was !== is) return { from: was, to: is };
  const limits = changedLimits(from.limits, to.limits);
  if (limits.length > 0) {
    const words = (side: "from" | "to") =>
      limits.map((limit) => `${limitNames[limit.of]} ${limit[side] ?? "without limit"}`).join(", ");
    return { from: words("from"), to: words("to") };
  }
  return {
    ...(from.revision !== undefined && { from: `revision ${from.revision}` }),
    ...(to.revision !== undefined && { to: `revision ${to.revision}` }),
  };
}

const limitNames = { cpu: "CPU", "proxy-cpu": "proxy CPU", memory: "memory" } as const;

function loweredBy(from: RevisionFacts | undefined, to: RevisionFacts): Pick<Marker, "lowered"> {
  if (from === undefined) return {};
  const lowered = changedLimits(from.limits, to.limits).flatMap(({ of, isLower }) => (isLower ? [of] : []));
  return lowered.length === 0 ? {} : { lowered: [...new Set(lowered)] };
}

function keyOf(namespace: string, kind = "", name = ""): string {
  return `${namespace}/${kind}/${name}`;
}
