import type { Selection } from "../../view/view-state.ts";
import type { Elements } from "./elements.ts";
import { isBox } from "./namespace-boxes.ts";

/**
 * Ids of the nodes and edges that stay bright: what was chosen, all that calls it and all that it calls; where that is
 * too much, only what is next to it.
 */
export function focusOf(elements: Elements, chosen: Selection | undefined): ReadonlySet<string> | undefined {
  const whole = connected(elements, chosen);
  if (whole === undefined || whole.size <= MOST_BRIGHT) return whole;
  // Where nearly everything hangs together, all of it bright would point at nothing.
  return new Set([...whole].filter(besideOf(elements, chosen)));
}

/** More nodes and edges than this nobody can follow. */
const MOST_BRIGHT = 300;

/** What was chosen, the ends of it, and what begins or ends there. */
function besideOf(elements: Elements, chosen: Selection | undefined): (id: string) => boolean {
  const edge = elements.edges.find(({ id }) => id === chosen?.id);
  const middle = new Set<string>(edge === undefined ? centreOf(elements, chosen) : [edge.source, edge.target]);
  const beside = new Set<string>(middle);
  for (const { id, source, target } of elements.edges) {
    if (middle.has(source) || middle.has(target)) for (const each of [id, source, target]) beside.add(each);
  }
  return (id) => beside.has(id);
}

function centreOf(elements: Elements, chosen: Selection | undefined): readonly string[] {
  if (chosen === undefined) return [];
  return chosen.type === "namespace" ? membersOf(elements, chosen.id) : [chosen.id];
}

/** What was chosen, and all that hangs together with it. */
function connected(elements: Elements, chosen: Selection | undefined): ReadonlySet<string> | undefined {
  if (chosen === undefined) return undefined;
  const bright = new Set<string>();
  switch (chosen.type) {
    case "node": {
      const node = elements.nodes.find(({ id }) => id === chosen.id);
      if (node === undefined) return undefined;
      bright.add(node.id);
      follow(elements, [chosen.id], "source", bright);
      follow(elements, [chosen.id], "target", bright);
      break;
    }
    case "edge": {
      const edge = elements.edges.find(({ id }) => id === chosen.id);
      if (edge === undefined) return undefined;
      for (const id of [edge.id, edge.source, edge.target]) bright.add(id);
      follow(elements, [edge.source], "source", bright);
      follow(elements, [edge.target], "target", bright);
      break;
    }
    case "namespace": {
      const members = new Set<string>(membersOf(elements, chosen.id));
      if (members.size === 0) return undefined;
      for (const id of members) bright.add(id);
      for (const edge of elements.edges) {
        if (members.has(edge.source) || members.has(edge.target)) {
          for (const id of [edge.id, edge.source, edge.target]) bright.add(id);
        }
      }
    }
  }
  return bright;
}

/** What is drawn of a namespace: its nodes, or its card. */
function membersOf({ nodes, boxes }: Elements, namespace: string): readonly string[] {
  const box = boxes.find((each) => isBox(each, namespace));
  if (box !== undefined) return box.members;
  return nodes.filter(({ card }) => card !== undefined && isBox(card, namespace)).map(({ id }) => id);
}

/** `source`: up the stream, to the callers; `target`: down. */
function follow(elements: Elements, from: readonly string[], end: "source" | "target", bright: Set<string>): void {
  const seen = new Set(from);
  const queue = [...from];
  const at = Map.groupBy(elements.edges, (edge): string => (end === "source" ? edge.target : edge.source));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const edge of at.get(next) ?? []) {
      bright.add(edge.id).add(edge[end]);
      if (!seen.has(edge[end])) queue.push(edge[end]);
      seen.add(edge[end]);
    }
  }
}
