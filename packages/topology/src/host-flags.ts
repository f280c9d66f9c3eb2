import type { NodeFlag } from "@fyr/contract";
import type { InventoryIndex } from "./inventory-index.ts";

/** What routes and rules do to whoever answers to these hosts. */
export function hostFlags(hosts: ReadonlySet<string>, inventory: InventoryIndex): NodeFlag[] {
  const routes = [...hosts].flatMap((host) => inventory.routesOf(host));
  const flags: [NodeFlag, boolean][] = [
    ["trafficSplit", routes.some((route) => route.splits && route.destinationHosts.some((host) => hosts.has(host)))],
    ["circuitBreaker", [...hosts].some((host) => inventory.circuitBreakerHosts.has(host))],
    ["faultInjection", routes.some((route) => route.injectsFaults && route.hosts.some((host) => hosts.has(host)))],
  ];
  return flags.filter(([, raised]) => raised).map(([flag]) => flag);
}
