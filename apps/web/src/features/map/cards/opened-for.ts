import type { Topology, TopologyNode } from "@fyr/contract";
import { isUnwell } from "../../../view/line-sum.ts";
import { wholeOf } from "../../../view/shown-picture.ts";
import type { Folding, Selection } from "../../../view/view-state.ts";
import { boxIdOf } from "../namespace-boxes.ts";
import { foldMesh } from "./fold-mesh.ts";
import { allOpen, nameOf, opennessOf, withBox } from "./folding.ts";

/** Above this the map opens as namespace cards. */
const MOST_OPEN_NODES = 150;
/** So many namespaces with problems are open from the start; the others show theirs on their cards. */
const MOST_OPENED = 3;

/** How a mesh is opened when nobody asked for anything: whole while it can be read, else where its worst problems are. */
export function usualFolding(topology: Topology): Folding {
  if (topology.nodes.length <= MOST_OPEN_NODES) return allOpen;
  // Problems are those of workloads, whatever the grain.
  const whole = wholeOf(topology);
  const homes = homesIn(whole);
  const ends = new Map<string, string>(whole.edges.map(({ id, target }) => [id, target]));
  const open = new Set<string>();
  for (const { status, subject } of topology.problems) {
    // Calls fail at who is called.
    const home = homes.get(subject.type === "edge" ? (ends.get(subject.id) ?? "") : subject.id);
    if (status !== "notice" && home !== undefined && open.size < MOST_OPENED) open.add(home);
  }
  const part = [...open].map((box) => nameOf(box, topology));
  return { open: [], ...(part.length > 0 && { part }) };
}

/** Opened where it has to be for the selection to be seen. */
export function showing(folding: Folding, selection: Selection | undefined, topology: Topology): Folding {
  let opened = folding;
  for (const box of homesOf(selection, folding, topology)) {
    // Where all but a few are open, nothing is open in part: it would be another arrangement.
    const part = "open" in opened && opennessOf(opened, box) === "closed" && isUnwellIn(topology, selection);
    opened = withBox(opened, box, part ? "part" : "open", topology);
  }
  return opened;
}

function isUnwellIn({ nodes, edges }: Topology, selection: Selection | undefined): boolean {
  const chosen = [...nodes, ...edges].find(({ id }) => id === selection?.id);
  return chosen !== undefined && isUnwell(chosen);
}

/** What has to be opened: nothing where it is drawn already, if only as a line that stands for it alone. */
function homesOf(selection: Selection | undefined, folding: Folding, topology: Topology): readonly string[] {
  if (selection === undefined || selection.type === "namespace") return [];
  const { id } = selection;
  const homes = homesIn(topology);
  const edge = selection.type === "edge" ? topology.edges.find((each) => each.id === id) : undefined;
  const ends: readonly string[] = edge === undefined ? [id] : [edge.source, edge.target];
  const boxes = ends.flatMap((end) => homes.get(end) ?? []);
  if (boxes.every((box) => opennessOf(folding, box) === "open")) return [];
  const { nodes, lines } = foldMesh(topology, folding);
  return nodes.some((node) => node.id === id) || lines.some((line) => line.id === id) ? [] : boxes;
}

function homesIn({ nodes }: Topology): ReadonlyMap<string, string> {
  return new Map(nodes.flatMap((node) => pairOf(node)));
}

function pairOf(node: TopologyNode): [string, string][] {
  const box = boxIdOf(node);
  return box === undefined ? [] : [[node.id, box]];
}
