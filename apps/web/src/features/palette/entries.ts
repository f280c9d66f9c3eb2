import type { NodeId, Topology, TopologyNode, TrafficRoute } from "@fyr/contract";
import { nodeIdOf } from "@fyr/topology";
import { nodeInWords } from "../../ui/node-name.ts";
import type { Selection } from "../../view/view-state.ts";

/** Something the palette can find: it is done, or leads to another choice. */
export type PaletteEntry = EntryWords & ({ readonly run: () => void } | { readonly next: () => NextChoice });

interface EntryWords {
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
    | "Export"
    | "Paths";
  readonly keyHint?: string;
  /** Why it cannot be done now. */
  readonly unavailable?: string;
}

/** What is asked for next, and what there is to choose. */
export interface NextChoice {
  readonly asked: string;
  readonly entries: readonly PaletteEntry[];
}

/** Where choosing something goes. */
export interface Ways {
  readonly select: (selection: Selection) => void;
  /** The page of a workload or service. */
  readonly openPage: (id: NodeId) => void;
  /** Workloads are looked at on their pages, not on the map. */
  readonly isListShown: boolean;
}

/** Everything in the picture. Problems first: they are what is looked for most. */
export function topologyEntries(topology: Topology, ways: Ways): readonly PaletteEntry[] {
  const { select, openPage, isListShown } = ways;
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
      run: () => (isListShown ? openPage(node.id) : select({ type: "node", id: node.id })),
    })),
    ...topology.namespaces.map(({ name, cluster, workloads }) => ({
      id: `namespace ${cluster}/${name}`,
      name,
      about: `namespace, ${workloads} ${workloads === 1 ? "workload" : "workloads"}`,
      group: "Namespaces" as const,
      run: () => select({ type: "namespace", id: name }),
    })),
    ...serviceEntries(topology, openPage),
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

/** The Kubernetes services that select a workload, each with a page. */
function serviceEntries({ nodes }: Topology, openPage: (id: NodeId) => void): readonly PaletteEntry[] {
  const found = new Map<NodeId, PaletteEntry>();
  for (const { cluster, namespace, services = [] } of nodes) {
    for (const name of services) {
      const id = nodeIdOf("service", cluster, namespace ?? "", name);
      const about = `service in ${namespace ?? "the mesh"}`;
      found.set(id, { id: `page ${id}`, name, about, group: "Services", run: () => openPage(id) });
    }
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

export function routeEntries(
  routes: readonly TrafficRoute[],
  open: (route: TrafficRoute["route"]) => void,
): readonly PaletteEntry[] {
  return routes.map(({ route, hosts }) => ({
    id: `route ${route.kind} ${route.namespace}/${route.name}`,
    name: route.name,
    about: `${route.kind} in ${route.namespace}, ${hosts.join(", ")}`,
    group: "Routes",
    run: () => open(route),
  }));
}
