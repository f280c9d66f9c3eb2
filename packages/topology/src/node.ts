import type { NodeFlag, NodeKind, TopologyNode } from "@fyr/contract";
import type { Judge } from "./health/judge.ts";
import { hostFlags } from "./host-flags.ts";
import type { InventoryWorkload } from "./inventory.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import { type SideTally, trafficOf } from "./node-tally.ts";
import { known } from "./optional.ts";
import type { UsualPicture } from "./picture.ts";
import type { Place } from "./place.ts";
import type { ServiceOf } from "./placer.ts";
import { roundHealth } from "./wire-grid.ts";

/** A node with everything gathered for it, before it is judged. */
export interface NodeTally {
  readonly place: Place;
  readonly inbound: SideTally;
  readonly outbound: SideTally;
  /** Workloads of the inventory that this node stands for. */
  readonly workloads: InventoryWorkload[];
  /** Full host names it answers to. */
  readonly hosts: Set<string>;
  readonly apps: Set<string>;
  readonly versions: Set<string>;
  edges: number;
  takesPlaintext: boolean;
  /** A ztunnel alone has seen what calls it. Undefined before the first edge. */
  l4Only?: boolean;
}

export interface NodeContext {
  readonly judge: Judge;
  readonly inventory?: InventoryIndex;
  readonly usual?: UsualPicture;
  readonly mainServiceOf: ServiceOf;
  isOutside(place: Place): boolean;
}

export function nodeOf(tally: NodeTally, context: NodeContext): TopologyNode {
  const { place, workloads } = tally;
  // Of a node outside the scope only a part of its edges is there: that is not to be compared with all of them.
  const usual = context.isOutside(place) ? undefined : context.usual?.nodes.get(place.id);
  const inbound = trafficOf(tally.inbound, usual?.inbound.latencyMs);
  const isSender = tally.inbound.requests === undefined;
  const outbound = trafficOf(tally.outbound, isSender ? usual?.outbound.latencyMs : undefined);
  const pods = podsOf(workloads);
  const services = servicesOf(workloads);
  return {
    id: place.id,
    kind: place.kind,
    cluster: place.cluster,
    ...known("namespace", place.namespace),
    name: place.name,
    ...known("workload", place.workload),
    ...known("app", place.kind === "namespace" ? undefined : (place.app ?? onlyOne(tally.apps))),
    ...known("version", place.version ?? versionOf(tally)),
    ...known("service", place.service),
    ...known("workloadKind", onlyOne(new Set(workloads.map((workload) => workload.workloadKind)))),
    ...known("services", services),
    ...known("mainService", mainServiceOf(place, services, context.mainServiceOf)),
    ...known("pods", pods),
    ...known("inMesh", workloads.length === 0 ? undefined : workloads.every((workload) => workload.inMesh)),
    inbound: inbound.traffic,
    outbound: outbound.traffic,
    health: roundHealth(context.judge.node(place, tally.inbound, inbound.latency, pods)),
    flags: flagsOf(tally, context),
  };
}

/** Of all its workloads, or not known. */
function podsOf(workloads: readonly InventoryWorkload[]): TopologyNode["pods"] {
  const counts = workloads.flatMap(({ pods }) => pods ?? []);
  if (counts.length === 0 || counts.length < workloads.length) return undefined;
  return {
    ready: counts.reduce((sum, { ready }) => sum + ready, 0),
    total: counts.reduce((sum, { total }) => sum + total, 0),
  };
}

function servicesOf(workloads: readonly InventoryWorkload[]): string[] | undefined {
  return workloads.length === 0 ? undefined : [...new Set(workloads.flatMap(({ services }) => services))].sort();
}

function mainServiceOf(place: Place, services: readonly string[] | undefined, serviceOf: ServiceOf) {
  if (place.workload === undefined || place.namespace === undefined) return undefined;
  const [, namespace, name] = serviceOf(place.cluster, place.namespace, place.workload) ?? [];
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

function flagsOf(tally: NodeTally, context: NodeContext): NodeFlag[] {
  const { workloads, hosts } = tally;
  const steered = context.inventory === undefined ? [] : hostFlags(hosts, context.inventory);
  const flags: [NodeFlag, boolean][] = [
    ["noSidecar", workloads.length > 0 && workloads.every(({ inMesh, role }) => !inMesh && role === "workload")],
    ["noTraffic", tally.edges === 0],
    ["trafficSplit", steered.includes("trafficSplit")],
    ["circuitBreaker", steered.includes("circuitBreaker")],
    ["faultInjection", steered.includes("faultInjection")],
    ["plaintext", tally.takesPlaintext],
    ["outsideScope", context.isOutside(tally.place)],
    ["l4Only", tally.l4Only === true && livesInMesh.has(tally.place.kind)],
  ];
  return flags.filter(([, raised]) => raised).map(([flag]) => flag);
}
