import type { Topology, TopologyNode } from "@fyr/contract";

/** A workload that answers for something, and its part of what that is asked. */
export interface Part {
  readonly node: TopologyNode;
  /** 0..1; absent when nothing was measured. */
  readonly share?: number;
}

type Mesh = Pick<Topology, "nodes" | "edges">;
/** Requests a second of each workload. */
type Asked = Map<TopologyNode, number>;

/**
 * Tells the workloads behind a service or app, and the siblings of a workload with itself among them: by version. Of a
 * service the parts are those of its own requests, whatever else a workload is asked.
 */
export function partsOf(mesh: Mesh): (node: TopologyNode) => readonly Part[] {
  const services = byService(mesh);
  const apps = Map.groupBy(mesh.nodes, (node) => keyOf(node, node.app ?? ""));
  return (node) => {
    if (node.kind === "service") return inParts(services.get(keyOf(node, node.name)) ?? new Map());
    const versions = node.app === undefined ? undefined : apps.get(keyOf(node, node.app));
    const own = versions ?? mesh.nodes.filter(({ id }) => id === node.id);
    return inParts(new Map(own.map((each) => [each, each.inbound.requestsPerSecond ?? 0])));
  };
}

function inParts(asked: Asked): readonly Part[] {
  const total = [...asked.values()].reduce((sum, rate) => sum + rate, 0);
  return [...asked]
    .map(([node, rate]) => ({ node, ...(total > 0 && { share: rate / total }) }))
    .sort((a, b) => compare(nameOf(a), nameOf(b)));
}

function byService({ nodes, edges }: Mesh): ReadonlyMap<string, Asked> {
  const services = new Map<string, Asked>();
  const count = (key: string, node: TopologyNode, rate: number) => {
    const asked = services.get(key) ?? new Map<TopologyNode, number>();
    services.set(key, asked.set(node, (asked.get(node) ?? 0) + rate));
  };
  for (const node of nodes) for (const name of node.services ?? []) count(keyOf(node, name), node, 0);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const { target, destinationServices } of edges) {
    const node = byId.get(target);
    if (node?.workload === undefined) continue;
    for (const { name, namespace = node.namespace, requestsPerSecond = 0 } of destinationServices) {
      count(keyOf({ ...node, namespace }, name), node, requestsPerSecond);
    }
  }
  return services;
}

function keyOf({ cluster, namespace }: { cluster: string; namespace?: string | undefined }, name: string): string {
  return `${cluster}/${namespace}/${name}`;
}

function nameOf({ node }: Part): string {
  return node.version ?? node.name;
}

const { compare } = new Intl.Collator("en", { numeric: true });
