import type { Protocol } from "@fyr/contract";
import type { Place } from "./place.ts";

/** More places than any mesh has, so that two indices make one number. */
const pairStride = 2 ** 24;
const layers = { http: 0, grpc: 1, tcp: 2 } as const satisfies Record<Protocol, number>;

/** Tells two ends from any other two, cheaper than their ids. */
export function pairKeyOf(source: Place, target: Place): number {
  return source.index * pairStride + target.index;
}

export function edgeKeyOf(source: Place, target: Place, protocol: Protocol): number {
  return pairKeyOf(source, target) * 4 + layers[protocol];
}
