import { KubernetesError } from "@fyr/kubernetes";
import { type KubernetesObject, ruleText, type WeightPlan } from "@fyr/routing";
import { AppError } from "../app-error.ts";
import type { Caller } from "./dependencies.ts";
import type { RouteViews } from "./route-views.ts";

/** Something that is tried with a plan on the version of the object it rests on. */
type Attempt<T> = (object: KubernetesObject, plan: WeightPlan) => Promise<T>;

/** Each is lost to somebody who wrote the same object in between. */
const attempts = 12;

/**
 * Tries again on the newest version while anything but the plan's rule moved under it: the old weights it tests are the
 * same. Rejects with `conflict` when the rule moved, with `rejected` when nothing did and the server means the patch.
 */
export async function onLatest<T>(
  { caller, views }: { readonly caller: Caller; readonly views: RouteViews },
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
      const latest = await caller.routes.read(plan.route, signal);
      if (latest.metadata.resourceVersion === current.metadata.resourceVersion) {
        throw new AppError("rejected", error.message, { cause: error });
      }
      if (tried === attempts || ruleText(latest, plan.rule) !== ruleText(object, plan.rule)) {
        throw await views.conflict(
          caller,
          plan.route,
          `${plan.route.name} was changed meanwhile. Nothing was written.`,
          signal,
        );
      }
      current = latest;
    }
  }
}
