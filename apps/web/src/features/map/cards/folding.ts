import type { Topology } from "@fyr/contract";
import type { Folding } from "../../../view/view-state.ts";
import { boxIdOf } from "../namespace-boxes.ts";

type Nodes = Pick<Topology, "nodes">;

/** How much of a namespace is drawn: all, what is not well and whom that talks to, or its card. */
export type Openness = "open" | "part" | "closed";

export const allOpen: Folding = { closed: [] };
export const allClosed: Folding = { open: [] };

/** How much of this box ("cluster/namespace") is drawn? */
export function opennessOf(folding: Folding, box: string): Openness {
  if ("closed" in folding) return names(folding.closed, box) ? "closed" : "open";
  if (names(folding.open, box)) return "open";
  return names(folding.part ?? [], box) ? "part" : "closed";
}

/** With one box opened or folded. */
export function withBox(folding: Folding, box: string, openness: Openness, topology: Nodes): Folding {
  if (opennessOf(folding, box) === openness) return folding;
  if ("closed" in folding && openness !== "part") {
    const closed = folding.closed.filter((name) => !names([name], box));
    return { closed: openness === "open" ? closed : [...closed, nameOf(box, topology)] };
  }
  const without = (list: readonly string[]) => list.filter((name) => !names([name], box));
  const { open, part = [] } = "open" in folding ? folding : openIn(folding, topology);
  const own = nameOf(box, topology);
  const opened = openness === "open" ? [...without(open), own] : without(open);
  const partly = openness === "part" ? [...without(part), own] : without(part);
  if (canOpenAll(topology) && boxesIn(topology).every((each) => names(opened, each))) return allOpen;
  return { open: opened, ...(partly.length > 0 && { part: partly }) };
}

/** More than this can be drawn, but nobody can read or move it. */
const MOST_OPEN_AT_ONCE = 3000;

export function canOpenAll({ nodes }: Nodes): boolean {
  return nodes.length <= MOST_OPEN_AT_ONCE;
}

/** What was asked for, unless it opens all and there are too many. */
export function drawable(asked: Folding | undefined, topology: Nodes): Folding | undefined {
  return asked !== undefined && "closed" in asked && !canOpenAll(topology) ? undefined : asked;
}

export function isAllOpen(folding: Folding, topology: Nodes): boolean {
  return boxesIn(topology).every((box) => opennessOf(folding, box) === "open");
}

/** Its bare name where no other cluster has one of that name. */
export function nameOf(box: string, topology: Nodes): string {
  const bare = box.slice(box.indexOf("/") + 1);
  return boxesIn(topology).filter((each) => each.endsWith(`/${bare}`)).length > 1 ? box : bare;
}

function openIn(folding: Folding, topology: Nodes): { open: readonly string[]; part?: readonly string[] } {
  const open = boxesIn(topology).filter((box) => opennessOf(folding, box) === "open");
  return { open: open.map((box) => nameOf(box, topology)) };
}

function boxesIn({ nodes }: Nodes): readonly string[] {
  return [...new Set(nodes.flatMap((node) => boxIdOf(node) ?? []))];
}

function names(list: readonly string[], box: string): boolean {
  return list.some((name) => name === box || box.endsWith(`/${name}`));
}
