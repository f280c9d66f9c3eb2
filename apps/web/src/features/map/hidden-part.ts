import type { EdgeElement } from "./edge-element.ts";
import type { Elements } from "./elements.ts";
import type { NodeElement } from "./node-element.ts";
import type { Scene } from "./placed.ts";
import { indexLines, type LineIndex } from "./routes/line-index.ts";

/** Ids of calls and workloads, whether they are drawn as themselves or as part of a line or a card. */
export type Ids = ReadonlySet<string>;

/** A card or a line goes with the last it stands for. What stays is what it was. */
export function elementsWithout(elements: Elements, hidden: Ids | undefined): Elements {
  if (hidden === undefined) return elements;
  return {
    ...elements,
    nodes: elements.nodes.filter((node) => !partsOfNode(node).every((id) => hidden.has(id))),
    edges: elements.edges.filter((edge) => !partsOfEdge(edge).every((id) => hidden.has(id))),
  };
}

/** Ids, on the map, of everything that stands for one of these. */
export function drawnFor({ nodes, edges }: Elements, ids: Ids): Set<string> {
  return new Set([
    ...nodes.filter((node) => partsOfNode(node).some((id) => ids.has(id))).map(({ id }) => id),
    ...edges.filter((edge) => partsOfEdge(edge).some((id) => ids.has(id))).map(({ id }) => id),
  ]);
}

/** Takes out of a scene what is not among the elements; all that stays stands where it stood, frames of namespaces too. */
export function createHider(): (whole: Scene, elements: Elements) => Scene {
  let last: { readonly whole: LineIndex; readonly edges: Scene["edges"]; readonly lines: LineIndex } | undefined;
  return (whole, elements) => {
    const left = new Set<string>([...elements.nodes, ...elements.edges].map(({ id }) => id));
    const nodes = new Map([...whole.nodes].filter(([id]) => left.has(id)));
    const edges = new Map([...whole.edges].filter(([id]) => left.has(id)));
    const same = last?.whole === whole.lines && sameKeys(last.edges, edges) ? last : undefined;
    const lines = same?.lines ?? (edges.size === whole.edges.size ? whole.lines : indexLines(edges));
    last = { whole: whole.lines, edges, lines };
    return {
      ...whole,
      nodes,
      edges,
      boxes: whole.boxes.filter((box) => box.element.members.some((id) => nodes.has(id))),
      lines,
    };
  };
}

function partsOfNode({ id, card }: NodeElement): readonly string[] {
  return card?.members ?? [id];
}

function partsOfEdge({ id, calls }: EdgeElement): readonly string[] {
  return calls ?? [id];
}

function sameKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}
