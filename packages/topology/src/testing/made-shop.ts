import type { Party, ServiceParty } from "../samples.ts";

/** Bins of a made history, one for each. */
export const minutes = 180;

export function inShop(name: string): Party {
  return { cluster: "one", namespace: "shop", workload: name, app: name };
}

/** A workload, or with a dot in its name a host outside; or what Envoy calls a cluster of its own. */
export function calledAs(name: string): ServiceParty {
  if (name.endsWith("Cluster")) return { cluster: "one", service: name };
  if (name.includes(".")) return { cluster: "one", service: name, serviceHost: name };
  return { ...inShop(name), service: name, serviceNamespace: "shop", serviceHost: `${name}.shop.svc.cluster.local` };
}

/** A value for each bin, by minutes before the end. */
export function over(value: (ago: number) => number): Float64Array {
  return Float64Array.from({ length: minutes }, (_, at) => value(minutes - 1 - at));
}

export function none(): number {
  return 0;
}
