import type { Protocol } from "@fyr/contract";
import type { Place } from "./place.ts";

/** More places than any mesh has, so that two indices make one number. */
const pairStride = 2 ** 24;
const layers = { http: 0, grpc: 1, tcp: 2 } as const satisfies Record<Protocol, number>;

/** Tells an edge from any other, cheaper than its id. */
export function edgeKeyOf(source: Place, target: Place, protocol: Protocol): number {
  return (source.index * pairStride + target.index) * 4 + layers[protocol];
}
