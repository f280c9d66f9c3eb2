import { type BadgeKind, badges } from "./badges.ts";
import { type EdgeLook, edgeLooks } from "./edge-looks.ts";
import { type NodeShape, nodeShapes } from "./node-shapes.ts";
import { type RingKind, ringNames } from "./ring.ts";

/** Everything the map can draw, by what it is. */
export type Mark =
  | { readonly kind: "line"; readonly of: EdgeLook }
  | { readonly kind: "dot"; readonly of: "answered" | "failed" }
  | { readonly kind: "shape"; readonly of: NodeShape }
  | { readonly kind: "border"; readonly of: "noSidecar" }
  | { readonly kind: "ring"; readonly of: RingKind }
  | { readonly kind: "badge"; readonly of: BadgeKind };

export type MarkId = { [Kind in Mark["kind"]]: `${Kind} ${Extract<Mark, { kind: Kind }>["of"]}` }[Mark["kind"]];

export type LegendMark = Mark & { readonly id: MarkId; readonly name: string };

/** All that the legend explains, made from the tables the map is painted by, so that it cannot say less. */
export const legendMarks: readonly LegendMark[] = [
  ...keysOf(edgeLooks).map((of) => ({ kind: "line", of, id: `line ${of}`, name: edgeLooks[of].name }) as const),
  { kind: "dot", of: "answered", id: "dot answered", name: "requests" },
  { kind: "dot", of: "failed", id: "dot failed", name: "failed requests" },
  ...keysOf(ringNames).map((of) => ({ kind: "ring", of, id: `ring ${of}`, name: ringNames[of] }) as const),
  ...keysOf(nodeShapes).map((of) => ({ kind: "shape", of, id: `shape ${of}`, name: nodeShapes[of].name }) as const),
  { kind: "border", of: "noSidecar", id: "border noSidecar", name: "no sidecar" },
  ...keysOf(badges).map((of) => ({ kind: "badge", of, id: `badge ${of}`, name: badges[of].name }) as const),
];

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(table) as Key[];
}
