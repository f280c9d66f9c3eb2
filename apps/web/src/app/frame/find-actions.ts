import type { NodeId, Topology, TopologyNode } from "@fyr/contract";
import type { ExportChoice } from "../../features/export/ExportList.tsx";
import { reachOf } from "../../features/find/focus-set.ts";
import type { SavedView } from "../../features/find/saved-views.ts";
import type { PaletteEntry } from "../../features/palette/entries.ts";
import { nodeInWords } from "../../ui/node-name.ts";
import type { ChangeView } from "../../view/use-view.ts";
import type { Selection } from "../../view/view-state.ts";

/** Views that were given a name. */
export function viewEntries(views: readonly SavedView[], open: (view: SavedView) => void): readonly PaletteEntry[] {
  return views.map((view) => ({
    id: `view ${view.name}`,
    name: view.name,
    about: "saved view",
    group: "Views",
    run: () => open(view),
  }));
}

/** Files of what is on screen. */
export function exportEntries(choices: readonly ExportChoice[]): readonly PaletteEntry[] {
  return choices.map(({ name, about, unavailable, run }) => ({
    id: `export ${name}`,
    name: `Export ${name}`,
    about,
    group: "Export",
    ...(unavailable !== undefined && { unavailable }),
    run,
  }));
}

/** The paths between any two that are asked for, and from and to what is selected. */
export function pathEntries(
  topology: Topology,
  selection: Selection | undefined,
  change: ChangeView,
): readonly PaletteEntry[] {
  if (topology.edges.length === 0) return [];
  const here = topology.nodes.find(({ id }) => selection?.type === "node" && id === selection.id);
  return [
    pathsBetweenEntry(topology, change),
    ...(here === undefined ? [] : pathsAtEntries(topology, here.id, change)),
  ];
}

/** First from whom, of those who call somebody, then to whom, of those it reaches. */
function pathsBetweenEntry(topology: Topology, change: ChangeView): PaletteEntry {
  const callers = new Set(topology.edges.map(({ source }) => source));
  const ends = (ids: ReadonlySet<NodeId>) =>
    topology.nodes.filter(({ id }) => ids.has(id)).toSorted((a, b) => nodeInWords(a).localeCompare(nodeInWords(b)));
  const choice = (node: TopologyNode) => ({
    id: `end ${node.id}`,
    name: nodeInWords(node),
    about: node.namespace ?? "outside the mesh",
    group: "Workloads" as const,
  });
  return {
    id: "paths between",
    name: "Paths from one to another…",
    about: "all ways calls take between two workloads, the worst first",
    group: "Actions",
    next: () => ({
      asked: "Paths from which one?",
      entries: ends(callers).map((from) => ({
        ...choice(from),
        next: () => ({
          asked: `Paths from ${nodeInWords(from)} to which one?`,
          entries: ends(reachOf(topology, from.id, "target")).map((to) => ({
            ...choice(to),
            run: () => change({ focus: { from: from.id, to: to.id } }),
          })),
        }),
      })),
    }),
  };
}

function pathsAtEntries(topology: Topology, here: NodeId, change: ChangeView): readonly PaletteEntry[] {
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]));
  const entry = (other: NodeId, from: NodeId, to: NodeId): PaletteEntry => ({
    id: `paths ${from} ${to}`,
    name: other === to ? `Paths to ${nameOf(to)}` : `Paths from ${nameOf(from)}`,
    about: `${nameOf(from)} → ${nameOf(to)}`,
    group: "Paths",
    run: () => change({ focus: { from, to } }),
  });
  const nameOf = (id: NodeId) => {
    const node = nodes.get(id);
    return node === undefined ? "unknown" : nodeInWords(node);
  };
  return [
    ...[...reachOf(topology, here, "target")].map((to) => entry(to, here, to)),
    ...[...reachOf(topology, here, "source")].map((from) => entry(from, from, here)),
  ];
}
