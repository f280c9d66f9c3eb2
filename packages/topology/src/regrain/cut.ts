import type { Grain } from "@fyr/contract";

/** How a picture is cut: what its nodes stand for, and whether traffic goes through the services that were called. */
export interface Cut {
  readonly grain: Grain;
  readonly serviceNodes: boolean;
}

/** From the finest on, as people choose one. */
export const grains: readonly Grain[] = ["workload", "app", "versionedApp", "service", "namespace"];

const withServices: readonly Grain[] = ["workload", "app", "versionedApp"];

/** Every cut but the finest. */
export const coarserCuts: readonly Cut[] = [
  ...(["app", "versionedApp", "service", "namespace"] as const).map((grain) => ({ grain, serviceNodes: false })),
  ...withServices.map((grain) => ({ grain, serviceNodes: true })),
];

/** Services are nodes of their own grain already, and lie within namespaces. */
export function cutOf(grain: Grain, serviceNodes: boolean | undefined): Cut {
  return { grain, serviceNodes: serviceNodes === true && withServices.includes(grain) };
}

export function isFinest({ grain, serviceNodes }: Cut): boolean {
  return grain === "workload" && !serviceNodes;
}
