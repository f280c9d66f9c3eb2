import type { NodeId, Topology } from "@fyr/contract";
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

/** The paths from what is selected to whom it reaches, and to it from whoever reaches it. */
export function pathEntries(
  topology: Topology,
  selection: Selection | undefined,
  change: ChangeView,
): readonly PaletteEntry[] {
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]));
  const here = topology.nodes.find(({ id }) => selection?.type === "node" && id === selection.id);
  if (here === undefined) return [];
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
    ...[...reachOf(topology, here.id, "target")].map((to) => entry(to, here.id, to)),
    ...[...reachOf(topology, here.id, "source")].map((from) => entry(from, from, here.id)),
  ];
}
