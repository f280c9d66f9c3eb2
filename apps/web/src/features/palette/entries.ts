import type { Topology, TopologyNode, TrafficRoute } from "@fyr/contract";
import { nodeInWords } from "../../ui/node-name.ts";
import type { Selection } from "../../view/view-state.ts";

/** Something the palette can find. */
export interface PaletteEntry {
  readonly id: string;
  readonly name: string;
  /** Muted beside the name: where it lives, or what kind it is. */
  readonly about: string;
  readonly group:
    | "Problems"
    | "Actions"
    | "Pages"
    | "Workloads"
    | "Namespaces"
    | "Services"
    | "Edges"
    | "Routes"
    | "Views"
    | "Ways";
  readonly keyHint?: string;
  readonly run: () => void;
}

/** Everything in the picture. Problems first: they are what is looked for most. */
export function topologyEntries(topology: Topology, select: (selection: Selection) => void): readonly PaletteEntry[] {
  const nodes = new Map<string, Topology["nodes"][number]>(topology.nodes.map((node) => [node.id, node]));
  const edges = topology.edges.map((edge) => ({
    edge,
    name: edgeName(nodes.get(edge.source), nodes.get(edge.target)),
  }));
  return [
    ...edges
      .filter(({ edge }) => edge.health.status === "failing" || edge.health.status === "degraded")
      .map(({ edge, name }) => ({
        id: `problem ${edge.id}`,
        name,
        about: edge.health.status,
        group: "Problems" as const,
        run: () => select({ type: "edge", id: edge.id }),
      })),
    ...topology.nodes.map((node) => ({
      id: `node ${node.id}`,
      name: nodeInWords(node),
      about: node.namespace ?? "outside the mesh",
      group: "Workloads" as const,
      run: () => select({ type: "node", id: node.id }),
    })),
    ...topology.namespaces.map(({ name, cluster, workloads }) => ({
      id: `namespace ${cluster}/${name}`,
      name,
      about: `namespace, ${workloads} ${workloads === 1 ? "workload" : "workloads"}`,
      group: "Namespaces" as const,
      run: () => select({ type: "namespace", id: name }),
    })),
    ...serviceEntries(topology, select),
    ...edges.map(({ edge, name }) => ({
      id: `edge ${edge.id}`,
      name,
      about: nodes.get(edge.target)?.namespace ?? "",
      group: "Edges" as const,
      run: () => select({ type: "edge", id: edge.id }),
    })),
  ];
}

/** Both versions: in a list, edges of two versions stand side by side. */
function edgeName(source: TopologyNode | undefined, target: TopologyNode | undefined): string {
  return `${source ? nodeInWords(source) : "unknown"} → ${target ? nodeInWords(target) : "unknown"}`;
}

/** A service leads to the workload behind it that gets most of the traffic. */
function serviceEntries({ nodes }: Topology, select: (selection: Selection) => void): readonly PaletteEntry[] {
  const byTraffic = nodes.toSorted((a, b) => (b.inbound.requestsPerSecond ?? 0) - (a.inbound.requestsPerSecond ?? 0));
  const found = new Map<string, PaletteEntry>();
  for (const node of byTraffic) {
    for (const service of node.services ?? []) {
      const id = `service ${node.namespace ?? ""}/${service}`;
      if (found.has(id)) continue;
      const run = () => select({ type: "node", id: node.id });
      found.set(id, { id, name: service, about: `service in ${node.namespace ?? "the mesh"}`, group: "Services", run });
    }
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

export function routeEntries(
  routes: readonly TrafficRoute[],
  open: (route: TrafficRoute["route"]) => void,
): readonly PaletteEntry[] {
  return routes.map(({ route, hosts }) => ({
    id: `route ${route.namespace}/${route.name}`,
    name: route.name,
    about: `${route.kind} in ${route.namespace}, ${hosts.join(", ")}`,
    group: "Routes",
    run: () => open(route),
  }));
}
