import type { Grain, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { NodePlace } from "../place.ts";
import { toldByWaypoints } from "../told-by-waypoints.ts";
import { calledPlaces, placeAt } from "./node-place.ts";

/** A picture of workloads. */
export interface Drawn {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}

/** What every cut of one picture is made from, worked out once. Rows count in its lists. */
export interface Shape {
  readonly picture: Drawn;
  /** Of edges: the row of each end; -1 where it is not in the picture. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** Of nodes: where each belongs. */
  placesAt(grain: Grain): readonly NodePlace[];
  /** The services an edge was called through. Legs to and from a waypoint only where `withLegs`. */
  calledOn(row: number, withLegs: boolean): readonly NodePlace[];
  /** The edge is no other traffic than that of another one: at cuts where these lie between the same nodes. */
  isToldElsewhere(edge: TopologyEdge, grain: Grain): boolean;
}

/** Workloads that have nothing to do with each other are one node there. */
export function mergesCallers(grain: Grain): boolean {
  return grain === "service" || grain === "namespace";
}

const none: readonly NodePlace[] = [];

export function shapeOf(picture: Drawn): Shape {
  const { nodes, edges } = picture;
  const rows = new Map(nodes.map(({ id }, row) => [id, row]));
  const sources = Int32Array.from(edges, ({ source }) => rows.get(source) ?? -1);
  const targets = Int32Array.from(edges, ({ target }) => rows.get(target) ?? -1);
  const places = new Map<Grain, NodePlace[]>();
  const called: (readonly NodePlace[])[] = [];

  function placesAt(grain: Grain): readonly NodePlace[] {
    const known = places.get(grain) ?? nodes.map((node) => placeAt(node, grain));
    places.set(grain, known);
    return known;
  }

  function calledOn(row: number, withLegs: boolean): readonly NodePlace[] {
    const edge = edges[row];
    const from = nodes[sources[row] ?? -1];
    const to = nodes[targets[row] ?? -1];
    if (edge === undefined || from === undefined || to === undefined) return none;
    if (!withLegs && (from.kind === "waypoint" || to.kind === "waypoint")) return none;
    const known = called[row] ?? calledPlaces(edge, to);
    called[row] = known;
    return known;
  }

  const legs = toldByWaypoints(nodes, edges);
  const isToldElsewhere = ({ id }: TopologyEdge, grain: Grain) => mergesCallers(grain) && legs.has(id);

  return { picture, sources, targets, placesAt, calledOn, isToldElsewhere };
}
