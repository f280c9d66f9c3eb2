import type { Hop } from "@fyr/contract";
import type { ViewPatch } from "../../../view/patch.ts";

/** The worst way of a tree as the map shows it: in focus from the entry to its end, the last call selected. */
export function wayOnMap(hops: readonly Hop[]): ViewPatch | undefined {
  const [entry] = hops;
  const end = hops.findLast(({ worst }) => worst === true);
  if (entry === undefined || end?.edge === undefined) return undefined;
  return { focus: { from: entry.node, to: end.node }, selection: { type: "edge", id: end.edge } };
}
