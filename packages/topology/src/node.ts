import type { NodeFlag, NodeKind, TopologyNode } from "@fyr/contract";
import type { Judge } from "./health/judge.ts";
import { hostFlags } from "./host-flags.ts";
import type { InventoryWorkload } from "./inventory.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import { isReadable } from "./is-readable.ts";
import { type CountedEdge, type Side, trafficOf } from "./node-tally.ts";
import type { UsualPicture } from "./picture.ts";
import type { Place } from "./place.ts";
import type { MainServiceOf } from "./placing.ts";
import { roundHealth } from "./wire-grid.ts";

/** A node with everything gathered for it but numbers. */
export interface NodeTally {
  readonly place: Place;
  /** Rows of its edges. */
  readonly inbound: readonly number[];
  readonly outbound: readonly number[];
  /** Workloads of the inventory that this node stands for. */
  readonly workloads: readonly InventoryWorkload[];
  /** Full host names it answers to. */
  readonly hosts: ReadonlySet<string>;
  readonly apps: ReadonlySet<string>;
  readonly versions: ReadonlySet<string>;
}

export interface NodeContext {
  readonly judge: Judge;
  readonly inventory?: InventoryIndex;
  readonly usual?: UsualPicture;
  readonly mainServiceOf: MainServiceOf;
  isOutside(place: Place): boolean;
  /** Whoever says so, Kubernetes or reports. */
  isWaypoint(place: Place): boolean;
}

/** All its edges, added up. */
export interface NodeSides {
  readonly inbound: Side;
  readonly outbound: Side;
}

/** What a node is made of, the inventory aside: where all of it is the very same, so is the node. */
export function partsOfNode(
  { place, workloads }: NodeTally,
  { inbound, outbound }: NodeSides,
  { usual, mainServiceOf, isWaypoint }: NodeContext,
): unknown[] {
  const [, namespace, service] = mainServiceOf(place) ?? [];
  return [place, isWaypoint(place), inbound, outbound, usual?.nodes.get(place.id), namespace, service, ...workloads];
}

export function nodeOf(tally: NodeTally, { inbound, outbound }: NodeSides, context: NodeContext): TopologyNode {
  const { place, workloads } = tally;
  // Of a node outside the scope only a part of its edges is there: that is not to be compared with all of them.
  const usual = context.isOutside(place) ? undefined : context.usual?.nodes.get(place.id);
  const isSender = inbound.tally.requests === undefined;
  const pods = podsOf(workloads);
  const node: TopologyNode = {
    id: place.id,
    kind: context.isWaypoint(place) ? "waypoint" : place.kind,
    cluster: place.cluster,
    name: place.name,
    inbound: trafficOf(inbound, usual?.inbound.latencyMs),
    outbound: trafficOf(outbound, isSender ? usual?.outbound.latencyMs : undefined),
    health: roundHealth(context.judge.node(place, inbound.tally, inbound.latency, pods)),
    flags: flagsOf(tally, inbound, context),
  };
  tellNames(node, tally);
  const services = servicesOf(workloads);
  const mainService = otherServiceOf(place, services, context.mainServiceOf);
  if (services !== undefined) node.services = services;
  if (mainService !== undefined) node.mainService = mainService;
  if (pods !== undefined) node.pods = pods;
  return node;
}

/** What is known, and nothing else. */
function tellNames(node: TopologyNode, tally: NodeTally): void {
  const { place, workloads } = tally;
  const app = place.kind === "namespace" ? undefined : (place.app ?? onlyOne(tally.apps));
  const version = place.version ?? versionOf(tally);
  const workloadKind = kindOf(workloads);
  if (place.namespace !== undefined) node.namespace = place.namespace;
  if (place.workload !== undefined) node.workload = place.workload;
  if (app !== undefined) node.app = app;
  if (version !== undefined) node.version = version;
  if (place.service !== undefined) node.service = place.service;
  if (workloadKind !== undefined) node.workloadKind = workloadKind;
  if (workloads.length > 0) node.inMesh = workloads.every((workload) => workload.inMesh);
}

/** Undefined where they are of several. */
function kindOf(workloads: readonly InventoryWorkload[]): TopologyNode["workloadKind"] {
  const kind = workloads[0]?.workloadKind;
  return workloads.every(({ workloadKind }) => workloadKind === kind) ? kind : undefined;
}

/** Of all its workloads, or not known. */
function podsOf(workloads: readonly InventoryWorkload[]): TopologyNode["pods"] {
  if (workloads.length === 0) return undefined;
  const sum = { ready: 0, total: 0 };
  for (const { pods } of workloads) {
    if (pods === undefined) return undefined;
    sum.ready += pods.ready;
    sum.total += pods.total;
  }
  return sum;
}

function servicesOf(workloads: readonly InventoryWorkload[]): string[] | undefined {
  const [only] = workloads;
  if (only === undefined) return undefined;
  const services = workloads.length === 1 ? only.services : workloads.flatMap((workload) => workload.services);
  return services.length < 2 ? [...services] : [...new Set(services)].sort();
}

/** Its main service, where that is not the first that selects it. */
function otherServiceOf(place: Place, services: readonly string[] | undefined, mainServiceOf: MainServiceOf) {
  const [, namespace, name] = mainServiceOf(place) ?? [];
  if (namespace === undefined || name === undefined) return undefined;
  return namespace === place.namespace && name === services?.[0] ? undefined : { namespace, name };
}

/** `latest` is what Istio says of a workload that names no version. */
function versionOf({ place, versions }: NodeTally): string | undefined {
  if (place.kind !== "workload" && place.kind !== "gateway" && place.kind !== "waypoint") return undefined;
  const named = [...versions].filter((version) => version !== "latest").sort();
  return named[0] ?? onlyOne(versions);
}

function onlyOne(values: ReadonlySet<string>): string | undefined {
  const [value] = values;
  return values.size === 1 ? value : undefined;
}

/** What has its place in the mesh: what answers outside it needs no waypoint. */
export const livesInMesh: ReadonlySet<NodeKind> = new Set(["workload", "app", "service"]);

function flagsOf(tally: NodeTally, { edges: inbound }: Side, context: NodeContext): NodeFlag[] {
  const { workloads, hosts } = tally;
  const { inventory } = context;
  const steered = inventory === undefined || inventory.steersNobody ? [] : hostFlags(hosts, inventory);
  const flags: NodeFlag[] = [];
  if (workloads.length > 0 && workloads.every(({ inMesh, role }) => !inMesh && role === "workload")) {
    flags.push("noSidecar");
  }
  if (tally.inbound.length + tally.outbound.length === 0) flags.push("noTraffic");
  flags.push(...steered);
  if (inbound.some(([, edge]) => isReadable(edge))) flags.push("plaintext");
  if (context.isOutside(tally.place)) flags.push("outsideScope");
  const isSeen = livesInMesh.has(tally.place.kind) && !context.isWaypoint(tally.place);
  if (isSeen && inbound.length > 0 && inbound.every(isL4Only)) flags.push("l4Only");
  return flags;
}

/** A ztunnel alone has seen it. */
function isL4Only([, { flags }]: CountedEdge): boolean {
  return flags.includes("l4Only");
}
