import type { Destination } from "@fyr/contract";
import { integerIn, type JsonObject, objectIn, textIn } from "./json.ts";

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

/** Where a `route[]` entry sends traffic; undefined when it names no host. */
export function readDestination(entry: unknown): Destination | undefined {
  const destination: JsonObject = objectIn(entry, "destination");
  const host = textIn(destination, "host");
  if (host === undefined) return undefined;
  const subset = textIn(destination, "subset");
  const port = integerIn(objectIn(destination, "port"), "number");
  return { host, ...(subset !== undefined && { subset }), ...(port !== undefined && { port }) };
}
