import type { Selection } from "../../view/view-state.ts";
import { isBox } from "./namespace-boxes.ts";
import type { NodeElement } from "./node-element.ts";
import type { Scene } from "./placed.ts";

export type Step = "left" | "right" | "up" | "down";

/**
 * The next stop of a walk by keyboard. Right: along the busiest call, then to who is called; left: back up the stream;
 * up and down: between the calls of one caller, or between nodes of one column.
 */
export function nextStop(scene: Scene, at: Selection | undefined, step: Step): Selection | undefined {
  const edge = at?.type === "edge" ? edges(scene).find(({ id }) => id === at.id) : undefined;
  if (edge !== undefined) return fromEdge(scene, edge, step);
  const node = at === undefined ? undefined : [...scene.nodes.values()].find(({ element }) => isAt(element, at));
  if (node === undefined) return firstStop(scene);
  const { id } = node.element;
  switch (step) {
    case "right":
      return edgeStop(byWeight(edges(scene).filter((other) => other.source === id))[0]?.id);
    case "left":
      return edgeStop(byWeight(edges(scene).filter((other) => other.target === id))[0]?.id);
    case "up":
    case "down":
      return nodeBeside(scene, node.centre, step);
  }
}

/** Where a walk begins: the leftmost node, the upper one of several. */
export function firstStop(scene: Scene): Selection | undefined {
  const sorted = [...scene.nodes.values()].sort((a, b) => a.centre.x - b.centre.x || a.centre.y - b.centre.y);
  return nodeStop(sorted[0]?.element);
}

/** A card is stood on as the namespace it is. */
function isAt({ id, card }: NodeElement, at: Selection): boolean {
  if (at.type === "namespace") return card !== undefined && isBox(card, at.id);
  return at.type === "node" && at.id === id;
}

interface Line {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly weight: number;
  readonly height: number;
}

function edges(scene: Scene): Line[] {
  return [...scene.edges.values()].map(({ element, path }) => ({
    id: element.id,
    source: element.source,
    target: element.target,
    weight: (element.look === "failing" ? 1e9 : 0) + (element.requestsPerSecond ?? 0),
    height: path.start.y,
  }));
}

function fromEdge(scene: Scene, edge: Line, step: Step): Selection | undefined {
  if (step === "right") return endStop(scene, edge.target);
  if (step === "left") return endStop(scene, edge.source);
  const siblings = edges(scene)
    .filter(({ source }) => source === edge.source)
    .sort((a, b) => a.height - b.height || (a.id < b.id ? -1 : 1));
  const index = siblings.findIndex(({ id }) => id === edge.id);
  return edgeStop(siblings[index + (step === "down" ? 1 : -1)]?.id ?? edge.id);
}

function byWeight(lines: Line[]): Line[] {
  return lines.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
}

/** The nearest node above or below, sideways distance counting double. */
function nodeBeside(scene: Scene, from: { x: number; y: number }, step: "up" | "down"): Selection | undefined {
  const sign = step === "down" ? 1 : -1;
  const ahead = [...scene.nodes.values()].filter(({ centre }) => (centre.y - from.y) * sign > 1);
  const cost = (centre: { x: number; y: number }) => Math.abs(centre.y - from.y) + 2 * Math.abs(centre.x - from.x);
  return nodeStop(ahead.sort((a, b) => cost(a.centre) - cost(b.centre))[0]?.element);
}

function endStop(scene: Scene, end: string): Selection | undefined {
  return nodeStop([...scene.nodes.values()].find(({ element }) => element.id === end)?.element);
}

function nodeStop(node: NodeElement | undefined): Selection | undefined {
  if (node === undefined) return undefined;
  return node.card === undefined ? { type: "node", id: node.id } : { type: "namespace", id: node.card.id };
}

function edgeStop(id: string | undefined): Selection | undefined {
  return id === undefined ? undefined : { type: "edge", id };
}
