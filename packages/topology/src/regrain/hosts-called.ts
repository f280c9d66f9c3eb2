import type { NodeGroup } from "./groups.ts";

/** The hosts a service was called by; undefined where nobody calls it by one. Routes and rules speak of those. */
export function hostsCalled({ place, inbound }: NodeGroup): ReadonlySet<string> | undefined {
  if (place.kind !== "service") return undefined;
  const services = inbound.flatMap(({ members }) => members.flatMap(({ destinationServices }) => destinationServices));
  const hosts = new Set(services.flatMap(({ host }) => host ?? []));
  return hosts.size > 0 ? hosts : undefined;
}
