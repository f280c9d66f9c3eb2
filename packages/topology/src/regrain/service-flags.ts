import type { NodeFlag } from "@fyr/contract";
import { hostFlags } from "../host-flags.ts";
import type { InventoryIndex } from "../inventory-index.ts";
import type { NodeGroup } from "./groups.ts";

/** What routes and rules do to a service; undefined where they do nothing. */
export function serviceFlagsOf(group: NodeGroup, inventory: InventoryIndex | undefined): NodeFlag[] | undefined {
  if (inventory === undefined || group.place.kind !== "service" || group.inbound.length === 0) return undefined;
  const flags = hostFlags(hostsOf(group), inventory);
  return flags.length > 0 ? flags : undefined;
}

function hostsOf({ inbound }: NodeGroup): Set<string> {
  const services = inbound.flatMap(({ members }) => members.flatMap(({ destinationServices }) => destinationServices));
  return new Set(services.flatMap(({ host }) => host ?? []));
}
