import { KubernetesError } from "@fyr/kubernetes";
import type { KubernetesObject, WeightPlan } from "@fyr/routing";
import { AppError } from "../app-error.ts";
import type { ChangesCluster } from "./dependencies.ts";
import type { RouteViews } from "./route-views.ts";

/** Something that is tried with a plan on the version of the object it rests on. */
type Attempt<T> = (object: KubernetesObject, plan: WeightPlan) => Promise<T>;

const attempts = 3;

/**
 * Tries again on the newest version while only metadata or status moved under the plan: the old weights it tests are
 * the same. Rejects with `conflict` when the spec moved, with `rejected` when nothing did and the server means the patch.
 */
export async function onLatest<T>(
  { cluster, views }: { readonly cluster: ChangesCluster; readonly views: RouteViews },
  object: KubernetesObject,
  plan: WeightPlan,
  attempt: Attempt<T>,
  signal: AbortSignal,
): Promise<T> {
  let current = object;
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt(current, { ...plan, resourceVersion: current.metadata.resourceVersion ?? "" });
    } catch (error) {
      if (!(error instanceof KubernetesError) || error.code !== "conflict") throw error;
      const latest = await cluster.routes.read(plan.route, signal);
      if (latest.metadata.resourceVersion === current.metadata.resourceVersion) {
        throw new AppError("rejected", error.message, { cause: error });
      }
      const { generation } = latest.metadata;
      if (tried === attempts || generation === undefined || generation !== object.metadata.generation) {
        throw await views.conflict(
          plan.route,
          `${plan.route.name} was changed meanwhile. Nothing was written.`,
          signal,
        );
      }
      current = latest;
    }
  }
}
