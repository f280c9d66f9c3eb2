import type { Destination } from "@fyr/contract";

/** Equal for two destinations exactly when host, subset and port are. */
export function destinationKey({ host, subset, port }: Destination): string {
  return JSON.stringify([host, subset ?? "", port ?? 0]);
}

export function sameDestination(a: Destination, b: Destination): boolean {
  return a.host === b.host && a.subset === b.subset && a.port === b.port;
}

/** How a destination is called in a sentence: `payment v2`. */
export function destinationName({ host, subset }: Pick<Destination, "host" | "subset">): string {
  return subset === undefined ? host : `${host} ${subset}`;
}
