import type { EdgeId, Topology } from "@fyr/contract";
import type { Usual } from "./picture.ts";

/** The numbers of a baseline picture, to hand to the next build. Grain and scope must be those of that build. */
export function usualOf(topology: Topology): ReadonlyMap<EdgeId, Usual> {
  return new Map(topology.edges.map((edge) => [edge.id, usualOfEdge(edge)]));
}

function usualOfEdge(edge: Topology["edges"][number]): Usual {
  const { usual: _, ...latencyMs } = edge.latencyMs ?? { p50: 0, p95: 0, p99: 0 };
  return {
    ...(edge.requestsPerSecond === undefined ? {} : { requestsPerSecond: edge.requestsPerSecond }),
    ...(edge.errorRatio === undefined ? {} : { errorRatio: edge.errorRatio }),
    ...(edge.clientErrorRatio === undefined ? {} : { clientErrorRatio: edge.clientErrorRatio }),
    ...(edge.latencyMs === undefined ? {} : { latencyMs }),
  };
}
