import type { Marker } from "@fyr/contract";
import type { EventFacts } from "../events.ts";
import type { MeshObjects } from "../mesh-objects.ts";
import { byTool, markerId } from "./cluster-marker.ts";
import { type Concern, type Concerns, nothing } from "./concerns.ts";

/** What Events tell that nothing else does. They were read as the caller. */
export function eventMarkers(
  events: readonly EventFacts[],
  objects: MeshObjects,
  concerns: Concerns,
  rollouts: readonly Marker[],
): Marker[] {
  const warnings = events.filter((event) => event.type === "Warning" && !isToldByPod(event, objects));
  const grouped = Map.groupBy(warnings, (event) => groupKey(event, concernOf(event, objects, concerns)));
  return [
    ...[...grouped.values()].map((group) => warningMarker(group, objects, concerns)),
    ...events.flatMap((event) => scalingOf(event, concerns, rollouts)),
    ...events.flatMap(removalOf),
  ];
}

const kernelMs = 60_000;

/** The kernel tells of its node what the pod that was killed for its memory tells of itself. */
function isToldByPod({ reason, about, at, until }: EventFacts, { pods }: MeshObjects): boolean {
  if (reason !== "OOMKilling" && reason !== "SystemOOM") return false;
  const ends = pods.filter(({ host }) => host === about.name).flatMap(({ terminations }) => terminations ?? []);
  return ends.some(
    (ended) =>
      ended.reason === "OOMKilled" &&
      Date.parse(ended.at) >= Date.parse(at) - kernelMs &&
      Date.parse(ended.at) <= Date.parse(until) + kernelMs,
  );
}

/** The same said of several pods of a workload is said once. */
function groupKey({ about, reason }: EventFacts, { workloads: [only] }: Concern): string {
  const one = about.kind === "Pod" && only !== undefined ? `${only.namespace}/${only.name}` : undefined;
  return `${reason} ${one ?? `${about.kind}/${about.namespace ?? ""}/${about.name}`}`;
}

function warningMarker(group: readonly EventFacts[], objects: MeshObjects, concerns: Concerns): Marker {
  const byTime = group.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const [first] = byTime as [EventFacts];
  const last = byTime.reduce((latest, each) => (Date.parse(each.until) > Date.parse(latest.until) ? each : latest));
  const count = group.reduce((sum, each) => sum + each.count, 0);
  const { about, reason, message, component, at } = first;
  return {
    id: markerId("event", about, at, reason),
    at,
    ...(last.until !== at && { until: last.until }),
    kind: "event",
    object: about,
    ...byTool(component === "" ? undefined : component),
    message: message === "" ? reason : `${reason}: ${message}`,
    ...(count > 1 && { count }),
    ...concernOf(first, objects, concerns),
    ...(about.kind === "Node" && { host: about.name }),
    knownFrom: "cluster",
  };
}

function concernOf({ about }: EventFacts, { replicaSets }: MeshObjects, concerns: Concerns): Concern {
  const { kind, namespace = "default", name } = about;
  switch (kind) {
    case "Pod":
      return concerns.ofPodName(namespace, name);
    case "ReplicaSet": {
      const owner = replicaSets.find((each) => each.namespace === namespace && each.name === name)?.owner;
      return owner === undefined ? nothing : concerns.ofWorkload(namespace, owner.name);
    }
    case "Deployment":
    case "StatefulSet":
    case "DaemonSet":
    case "Job":
      return concerns.ofWorkload(namespace, name);
    case "Service":
    case "Endpoints":
      return concerns.ofService(namespace, name);
    case "Node":
      return concerns.onNode(name);
    default:
      return nothing;
  }
}

const scaledTo = /replica set \S+ (?:from (?<before>\d+) )?to (?<to>\d+)(?: from (?<from>\d+))?/;
/** A rollout scales as well, for some minutes. */
const rolloutMs = 600_000;

/** https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/deployment/sync.go#L439 */
function scalingOf(event: EventFacts, concerns: Concerns, rollouts: readonly Marker[]): Marker[] {
  const { reason, about, at, until, component } = event;
  const { before, to, from = before } = scaledTo.exec(event.message)?.groups ?? {};
  const { namespace = "default", name } = about;
  if (reason !== "ScalingReplicaSet" || to === undefined) return [];
  const isRollout = rollouts.some(
    ({ object, ...rollout }) =>
      object.name === name && object.namespace === namespace && isWithin(at, rollout.at, rolloutMs),
  );
  if (isRollout) return [];
  const told = { ...(from !== undefined && { from }), to, ...byTool(component) };
  return [
    {
      id: markerId("scaled", about, until),
      at: until,
      kind: "scaled",
      object: about,
      ...told,
      ...concerns.ofWorkload(namespace, name),
      knownFrom: "cluster",
    },
  ];
}

function isWithin(at: string, since: string, ms: number): boolean {
  const later = Date.parse(at) - Date.parse(since);
  return later >= -5_000 && later <= ms;
}

/** Of an object that is gone only the Event that Fyr left tells who deleted it, and why. */
function removalOf({ component, reason, message, about, at }: EventFacts): Marker[] {
  if (component !== "fyr" || reason !== "RouteEdited" || !message.includes(`deleted ${about.kind} ${about.name}`)) {
    return [];
  }
  const kind = about.kind === "DestinationRule" ? "destination-rule-edit" : "route-edit";
  const concerned =
    about.kind === "Service" && about.namespace !== undefined ? [{ namespace: about.namespace, name: about.name }] : [];
  return [
    {
      id: markerId(kind, about, at, "removed"),
      at,
      kind,
      change: "removed",
      object: about,
      by: { tool: "fyr" },
      message,
      workloads: [],
      services: concerned,
      knownFrom: "cluster",
    },
  ];
}
