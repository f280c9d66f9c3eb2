import type { Finding, Place, Topology } from "@fyr/contract";
import { endIdsOf, parseExpression, selectMatching } from "@fyr/topology";
import type { Selection } from "../../view/view-state.ts";
import { isOnMap } from "./place-on-map.ts";

/** What the address asks for by an expression, as the links of alerts do. */
export interface Sought {
  readonly expression: string;
  /** Edges and nodes, the busiest first. Empty: nothing at this moment matches. */
  readonly places: readonly Selection[];
}

/** What finds more than this is a way of looking at the map, no question. */
const mostPlaces = 5;

/** Undefined where nothing is asked for, nobody can read it, or it finds much. */
export function soughtIn(topology: Pick<Topology, "nodes" | "edges">, expression = ""): Sought | undefined {
  const read = expression.trim() === "" ? undefined : parseExpression(expression);
  if (!read?.ok) return undefined;
  const found = selectMatching(topology, read.expression);
  if (found.nodes.size + found.edges.size > mostPlaces) return undefined;
  const edges = topology.edges
    .filter(({ id }) => found.edges.has(id))
    .toSorted((a, b) => (b.requestsPerSecond ?? 0) - (a.requestsPerSecond ?? 0));
  return {
    expression,
    places: [
      ...edges.map(({ id }) => ({ type: "edge" as const, id })),
      ...[...found.nodes].map((id) => ({ type: "node" as const, id })),
    ],
  };
}

/** The finding that tells what is wrong at one of these: it begins there, or at the callee, or what is there follows from it. */
export function findingAbout(findings: readonly Finding[], places: readonly Selection[]): Finding | undefined {
  const ids = new Set<string>(places.map(({ id }) => id));
  const ends = places.flatMap(({ type, id }) => (type === "edge" ? (endIdsOf(id) ?? []) : []));
  const callees = new Set<string>(ends.map(({ target }) => target));
  const callers = new Set<string>(ends.map(({ source }) => source));
  const among = (known: ReadonlySet<string>) => (place: Place) => isOnMap(place) && known.has(place.id);
  const closestFirst: readonly ((finding: Finding) => boolean)[] = [
    ({ origin }) => among(ids)(origin),
    ({ origin, otherwise }) => among(callees)(origin) || otherwise.some(among(ids)),
    ({ symptoms }) => symptoms.some(({ place }) => among(ids)(place)),
    ({ symptoms }) => symptoms.some(({ place }) => among(callees)(place)),
    ({ origin }) => among(callers)(origin),
  ];
  for (const isAbout of closestFirst) {
    const found = findings.find(isAbout);
    if (found !== undefined) return found;
  }
  return undefined;
}
