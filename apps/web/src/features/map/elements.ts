import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { nodeInWords } from "../../ui/node-name.ts";
import type { Line } from "../../view/line.ts";
import type { Folding, LabelChoice } from "../../view/view-state.ts";
import { cardElement, problemsByBox } from "./cards/card-element.ts";
import { flowsBetween } from "./cards/flows.ts";
import { type FoldedMesh, foldMesh } from "./cards/fold-mesh.ts";
import { allOpen } from "./cards/folding.ts";
import { lineElement } from "./cards/line-element.ts";
import { type EdgeElement, edgeElement } from "./edge-element.ts";
import type { Flow } from "./layout/card-grid.ts";
import { type BoxElement, boxesOf, boxIdOf, workloadsByBox } from "./namespace-boxes.ts";
import { type NodeElement, nodeElement, nodeWidth } from "./node-element.ts";

/** What the map draws, and nothing else. An item whose source did not change keeps its identity. */
export interface Elements {
  /** Namespaces that are folded are among them, as cards. */
  readonly nodes: readonly NodeElement[];
  readonly edges: readonly EdgeElement[];
  /** Of the namespaces that are open. */
  readonly boxes: readonly BoxElement[];
  /** Healthy lines between cards that are not drawn. */
  readonly linesLeftOut: number;
  /** How many calls lead from one namespace to another, by card, whatever is folded; worked out when it is asked for. */
  readonly flows: () => readonly Flow[];
}

export const noElements: Elements = { nodes: [], edges: [], boxes: [], linesLeftOut: 0, flows: () => [] };

const TOP_SHARE = 0.1;

export interface ElementReader {
  /** In the order of the topology, cards and their lines last. */
  read(topology: Topology, labels: LabelChoice, folding?: Folding): Elements;
}

/** Remembers what it made of each item, so that the next picture shares what did not change. */
export function createElementReader(): ElementReader {
  const madeNodes = createMemory<TopologyNode, NodeElement>();
  const madeEdges = createMemory<TopologyEdge, EdgeElement>();
  const cards = createKeeper<NodeElement>();
  const lines = createKeeper<EdgeElement>();

  function nodesOf(topology: Topology, folded: FoldedMesh): NodeElement[] {
    const widths = widthsIn(topology.nodes);
    const problems = folded.cards.length === 0 ? new Map() : problemsByBox(topology, boxIdOf);
    return [
      ...folded.nodes.map((node) => {
        const width = widths.get(boxIdOf(node) ?? node.id) ?? 0;
        return madeNodes.of(node, String(width), () => nodeElement(node, width));
      }),
      ...cards.keep(folded.cards.map((card) => cardElement(card, topology, problems))),
    ];
  }

  function edgesOf(
    folded: FoldedMesh,
    labels: LabelChoice,
    names: ReadonlyMap<NodeId, string>,
    rollups: Topology["rollups"],
  ): EdgeElement[] {
    const busy = busiest(folded.lines);
    const single = folded.lines.filter(isOneCall);
    const [quietly, loudly] = [`${labels} false`, `${labels} true`];
    return [
      ...single.map(({ id, edges: [edge] }) => {
        const isBusy = busy.has(id);
        return madeEdges.of(edge, isBusy ? loudly : quietly, () => edgeElement(edge, labels, isBusy, names));
      }),
      ...lines.keep(
        folded.lines
          .filter((line) => !isOneCall(line))
          .map((line) => lineElement(line, labels, busy.has(line.id), names, rollups)),
      ),
    ];
  }

  return {
    read(topology, labels, folding = allOpen) {
      madeNodes.keepOnly(topology.nodes);
      madeEdges.keepOnly(topology.edges);
      const folded = foldMesh(topology, folding);
      const nodes = nodesOf(topology, folded);
      const names = new Map(topology.nodes.map((node) => [node.id, nodeInWords(node)]));
      for (const { id, title, card } of nodes) if (card !== undefined) names.set(id, title);
      return {
        nodes,
        edges: edgesOf(folded, labels, names, topology.rollups),
        boxes: boxesOf(
          { nodes: folded.nodes, clusters: topology.clusters },
          new Map(folded.hidden.map(({ box, members }) => [box, members])),
          workloadsByBox(topology),
        ),
        linesLeftOut: folded.linesLeftOut,
        flows: () => flowsBetween(topology),
      };
    },
  };
}

/** By namespace, and of each node that lives in none; folded or not, so that nothing grows when something opens. */
function widthsIn(nodes: readonly TopologyNode[]): ReadonlyMap<string, number> {
  const groups = Map.groupBy(nodes, (node) => boxIdOf(node) ?? node.id);
  return new Map([...groups].map(([group, members]) => [group, nodeWidth(members)]));
}

type OneCall = Line & { readonly edges: readonly [TopologyEdge] };

/** Between open nodes: the line is the call. */
function isOneCall(line: Line): line is OneCall {
  const [edge] = line.edges;
  return line.id === edge?.id && line.source === edge.source && line.target === edge.target;
}

/** What was made of each item last, by its id: a map of objects would be asked and filled more slowly than all else. */
function createMemory<Item extends { readonly id: string }, Element>() {
  const made = new Map<string, { item: Item; variant: string; element: Element }>();
  return {
    of(item: Item, variant: string, make: () => Element): Element {
      const held = made.get(item.id);
      if (held === undefined) {
        const element = make();
        made.set(item.id, { item, variant, element });
        return element;
      }
      if (held.item !== item || held.variant !== variant) {
        held.element = make();
        held.item = item;
        held.variant = variant;
      }
      return held.element;
    },
    /** Forgets what is long gone. */
    keepOnly(items: readonly Item[]): void {
      if (made.size <= 2 * items.length + 1000) return;
      const ids = new Set(items.map(({ id }) => id));
      for (const id of made.keys()) if (!ids.has(id)) made.delete(id);
    },
  };
}

/** For the few that are made of many items: one that says the same as the last of its id is the last. */
function createKeeper<Element extends { readonly id: string; readonly words: () => string }>() {
  let held = new Map<string, Element>();
  const all = (element: Element) => JSON.stringify([element, element.words()]);
  return {
    keep(elements: readonly Element[]): Element[] {
      const kept = elements.map((element) => {
        const before = held.get(element.id);
        return before !== undefined && all(before) === all(element) ? before : element;
      });
      held = new Map(kept.map((element) => [element.id, element]));
      return kept;
    },
  };
}

/** The tenth of the lines that carries most. */
function busiest(lines: readonly Line[]): ReadonlySet<EdgeId> {
  const measured = lines
    .map(({ id, edges }) => ({
      id,
      rate: edges.reduce((sum, { requestsPerSecond = 0 }) => sum + requestsPerSecond, 0),
    }))
    .filter(({ rate }) => rate > 0)
    .sort((a, b) => b.rate - a.rate);
  return new Set(measured.slice(0, Math.ceil(measured.length * TOP_SHARE)).map(({ id }) => id));
}
