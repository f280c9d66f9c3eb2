import type { Party, ServiceParty } from "../samples.ts";

/** Bins of a made history, one for each. */
export const minutes = 180;

export function inShop(name: string): Party {
  return { cluster: "one", namespace: "shop", workload: name, app: name };
}

export function calledInShop(name: string): ServiceParty {
  return { ...inShop(name), service: name, serviceNamespace: "shop", serviceHost: `${name}.shop.svc.cluster.local` };
}

/** A value for each bin, by minutes before the end. */
export function over(value: (ago: number) => number): Float64Array {
  return Float64Array.from({ length: minutes }, (_, at) => value(minutes - 1 - at));
}

export function none(): number {
  return 0;
}
