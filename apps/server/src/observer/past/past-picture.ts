import type { Grain, Topology } from "@fyr/contract";
import type { Measured } from "@fyr/prometheus";
import { buildPicture, type Inventory, type Picture } from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { sourceOf } from "../source/source-of.ts";
import type { PastUsual } from "./past-usual.ts";

/** Which cut of which moment. */
export interface PastCut {
  /** Unix seconds. */
  readonly at: number;
  /** The window asked for, and the one that can be trusted. */
  readonly requested: number;
  readonly windowSeconds: number;
  readonly grain: Grain;
  readonly serviceNodes: boolean;
  readonly namespaces: readonly string[];
}

/** `latencyAt`: where the latencies are of another moment (Unix seconds). */
export function buildPast(
  cut: PastCut,
  measured: Measured & { readonly latencyAt?: number },
  { usual, warnings }: PastUsual,
  deps: Pick<ObserverDeps, "inventory" | "kubernetesState" | "tolerances">,
): Picture {
  const inventory = deps.inventory();
  const sources: Topology["sources"] = [{ name: "prometheus", status: "ok" }, deps.kubernetesState()];
  const { latencyAt } = measured;
  return buildPicture({
    at: formatInstant(cut.at),
    windowSeconds: cut.windowSeconds,
    ...(cut.requested === cut.windowSeconds ? {} : { requestedWindowSeconds: cut.requested }),
    ...(latencyAt === undefined || latencyAt === cut.at ? {} : { latencyAt: formatInstant(latencyAt) }),
    grain: cut.grain,
    serviceNodes: cut.serviceNodes,
    ...sourceOf(measured),
    samples: measured.samples,
    ...(usual === undefined ? {} : { usual }),
    ...(inventory === undefined ? {} : { inventory: withoutPods(inventory) }),
    ...(deps.tolerances === undefined ? {} : { tolerances: deps.tolerances }),
    ...(cut.namespaces.length > 0 ? { namespaces: cut.namespaces } : {}),
    sources,
    warnings: [...measured.warnings, ...warnings],
  });
}

/** Kinds, names and routes hold for some time; how many pods are ready is known for now only. */
function withoutPods(inventory: Inventory): Inventory {
  const workloads = inventory.workloads.map(({ pods: _, ...workload }) => ({ ...workload, podNames: [] }));
  return { ...inventory, workloads };
}
