import type { EdgeId, Latency, Topology } from "@fyr/contract";
import { known } from "./optional.ts";
import type { Usual } from "./picture.ts";

/** The numbers of a baseline picture, to hand to the next build. Grain and scope must be those of that build. */
export function usualOf(topology: Topology): ReadonlyMap<EdgeId, Usual> {
  return new Map(topology.edges.map((edge) => [edge.id, usualOfEdge(edge)]));
}

function usualOfEdge(edge: Topology["edges"][number]): Usual {
  return {
    ...known("requestsPerSecond", edge.requestsPerSecond),
    ...known("errorRatio", edge.errorRatio),
    ...known("clientErrorRatio", edge.clientErrorRatio),
    ...known("latencyMs", edge.latencyMs, withoutUsual),
  };
}

function withoutUsual({ usual: _, ...latency }: Latency): Latency {
  return latency;
}
