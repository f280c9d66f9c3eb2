import type { ChangeId, RouteChange, RoutePlan } from "@fyr/contract";
import { type KubernetesObject, patchOf, type RecordedChange, recordPatch, type WeightPlan } from "@fyr/routing";
import { AppError } from "../app-error.ts";
import { changeSentence } from "./change-sentence.ts";
import type { ChangesDependencies } from "./dependencies.ts";
import type { FollowedChanges } from "./followed-changes.ts";
import { onLatest } from "./on-latest.ts";
import { isBlocked, reviewPlan } from "./review-plan.ts";
import type { RouteViews } from "./route-views.ts";

/** Why a change is made. */
type Intent = Pick<RecordedChange, "reason" | "undoes">;

/** The road from a plan to a change, the same for edits and undos. */
export interface Road {
  review(object: KubernetesObject, plan: WeightPlan, signal: AbortSignal): Promise<RoutePlan>;
  /** Writes weights and history in one patch, unless a check blocks, and begins to watch. */
  carry(object: KubernetesObject, plan: WeightPlan, intent: Intent, signal: AbortSignal): Promise<RouteChange>;
}

interface Parts {
  readonly dependencies: ChangesDependencies;
  readonly views: RouteViews;
  readonly followed: FollowedChanges;
}

export function createRoad({ dependencies, views, followed }: Parts): Road {
  const { cluster } = dependencies;
  const parts = { cluster, views };

  function review(object: KubernetesObject, plan: WeightPlan, signal: AbortSignal): Promise<RoutePlan> {
    return onLatest(parts, object, plan, (latest, its) => reviewPlan(cluster, latest, its, signal), signal);
  }

  async function record(plan: WeightPlan, intent: Intent, signal: AbortSignal): Promise<RecordedChange> {
    const { user } = await cluster.whoAmI(signal);
    const { rule, moves, before, after } = plan;
    const at = new Date(dependencies.now()).toISOString();
    const id = dependencies.newId() as ChangeId;
    return { id, rule, before: [...before], after: [...after], by: user, at, ...intent, moves };
  }

  async function leaveTrace(object: KubernetesObject, change: RecordedChange): Promise<void> {
    const note = { reason: "WeightsChanged", message: changeSentence(change) };
    await cluster
      .recordEvent(object, note, AbortSignal.timeout(10_000))
      .catch((error: unknown) => dependencies.onMishap(error, "recording an Event"));
  }

  return {
    review,
    carry: async (object, plan, intent, signal) => {
      const reviewed = await review(object, plan, signal);
      if (isBlocked(reviewed)) {
        const extra = { plan: reviewed };
        throw new AppError("blocked", "A check stands against this change. Nothing was written.", { extra });
      }
      const change = await record(plan, intent, signal);
      const write = (latest: KubernetesObject, its: WeightPlan) =>
        cluster.routes.patch(plan.route, [...patchOf(its), ...recordPatch(latest, change)], signal);
      const written = await onLatest(parts, object, plan, write, signal);
      void leaveTrace(written, change);
      return followed.withStatus(written, change);
    },
  };
}
