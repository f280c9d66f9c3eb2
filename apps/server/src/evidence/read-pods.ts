import type { MeasuredPods, TopologyNode } from "@fyr/contract";
import type { CallerCluster, Cluster } from "@fyr/kubernetes";
import type { TelemetryMoment } from "@fyr/prometheus";
import { type Inventory, inClusterOf } from "@fyr/topology";
import { nodeInventory } from "../api/node-inventory.ts";
import { isSilent } from "../api/series-of-subject.ts";
import { createSharedWork } from "../observer/source/shared-work.ts";
import type { Telemetry } from "../observer/source/telemetry.ts";
import type { Subject } from "../observer/subject.ts";
import { comparePods } from "./measured-pods.ts";

type PodsTelemetry = Pick<Telemetry, "podTraffic" | "podContainers" | "connectionsTo">;

interface Side {
  readonly side: "source" | "destination";
}

/** The cluster as it is now. */
interface Surroundings {
  readonly inventory: Inventory | undefined;
  /** Clusters of the map. */
  readonly clusters: readonly string[];
  /** Of Kubernetes nodes; empty for who may not list them. */
  readonly zones: ReadonlyMap<string, string>;
}

type Compared = Pick<MeasuredPods, "pods" | "standsOut" | "connections" | "notCollected">;

const kept = 64;

/**
 * The pods of a node of the map beside each other: 4 requests to Prometheus, 6 at most, once for all who ask for the same
 * moment.
 */
export function createPodsReader(telemetry: PodsTelemetry) {
  const shared = createSharedWork<Compared>(kept);

  async function read(
    { node, parties, side }: Pick<Extract<Subject, { type: "node" }>, "node" | "parties"> & Side,
    { inventory, clusters, zones }: Surroundings,
    moment: TelemetryMoment,
    signal: AbortSignal,
  ): Promise<Compared> {
    const states = nodeInventory(node, inventory, clusters).pods.filter(
      ({ startedAt }) => startedAt === undefined || Date.parse(startedAt) <= moment.at * 1000,
    );
    const [traffic, connections] = await Promise.all([
      telemetry.podTraffic({ parties, side }, moment, signal),
      telemetry.connectionsTo(hostsOf(node, inventory, clusters), moment, signal),
    ]);
    const podNames = [...new Set([...states, ...traffic.pods].map(({ name }) => name))].sort();
    const { namespace } = node;
    const containers =
      namespace === undefined ? [] : await telemetry.podContainers({ namespace, podNames }, moment, signal);
    return comparePods({ traffic, containers, connections, states, zones, windowSeconds: moment.windowSeconds });
  }

  return (
    subject: Extract<Subject, { type: "node" }>,
    around: Surroundings,
    moment: TelemetryMoment,
    signal: AbortSignal,
  ): Promise<Compared> => {
    const { node, parties } = subject;
    const side = isSilent(subject) ? "source" : "destination";
    const key = JSON.stringify([node.id, parties, side, moment, around.zones.size > 0]);
    return shared.get(key, (own) => read({ node, parties, side }, around, moment, own), signal);
  };
}

/** Full names by which the services of a node are called. */
function hostsOf(node: TopologyNode, inventory: Inventory | undefined, clusters: readonly string[]): string[] {
  if (inventory === undefined) return [];
  const names = new Set([...(node.services ?? []), ...(node.service === undefined ? [] : [node.service])]);
  return inClusterOf(inventory, new Set(clusters))
    .services.filter(({ namespace, name }) => namespace === node.namespace && names.has(name))
    .map(({ host }) => host);
}

/** Of each Kubernetes node, for who may list them; the rest is told to those who may not. */
export async function zonesOf(
  cluster: Pick<Cluster, "objects"> | undefined,
  caller: Pick<CallerCluster, "mayList"> | undefined,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  try {
    if (cluster === undefined || !(await caller?.mayList({ group: "", resource: "nodes" }))) return new Map();
    const { nodes } = await cluster.objects(signal);
    return new Map(nodes.flatMap(({ name, zone }) => (zone === undefined ? [] : [[name, zone] as const])));
  } catch {
    // Metrics tell of pods while the cluster is away.
    signal.throwIfAborted();
    return new Map();
  }
}
