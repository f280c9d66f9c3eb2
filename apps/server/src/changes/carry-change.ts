import type { ChangeId, Confirmation, JsonPatchOperation, RouteChange, RoutePlan } from "@fyr/contract";
import { type KubernetesObject, patchOf, type RecordedChange, recordPatch, type WeightPlan } from "@fyr/routing";
import { AppError } from "../app-error.ts";
import { changeSentence } from "./change-sentence.ts";
import type { Caller, ChangesDependencies } from "./dependencies.ts";
import type { FollowedChanges } from "./followed-changes.ts";
import { onLatest } from "./on-latest.ts";
import { isBlocked, reviewPlan } from "./review-plan.ts";
import type { RouteViews } from "./route-views.ts";

/** Why a change is made. */
type Why = Pick<RecordedChange, "reason" | "undoes">;

/** Why a change is made, and what was said yes to. */
interface Intent extends Why {
  readonly confirmed: readonly Confirmation[];
}

/** What else goes into the patch of a change: both are written, or neither. */
export type Along = (object: KubernetesObject, change: RecordedChange) => readonly JsonPatchOperation[];

/** The road from a plan to a change, the same for edits and undos. */
export interface Road {
  review(caller: Caller, object: KubernetesObject, plan: WeightPlan, signal: AbortSignal): Promise<RoutePlan>;
  /** Writes weights and history in one patch, unless a check blocks, and begins to watch. */
  carry(
    caller: Caller,
    object: KubernetesObject,
    plan: WeightPlan,
    intent: Intent,
    signal: AbortSignal,
    along?: Along,
  ): Promise<RouteChange>;
}

interface Parts {
  readonly dependencies: ChangesDependencies;
  readonly views: RouteViews;
  readonly followed: FollowedChanges;
}

export function createRoad({ dependencies, views, followed }: Parts): Road {
  const review: Road["review"] = (caller, object, plan, signal) => {
    const attempt = (latest: KubernetesObject, its: WeightPlan) =>
      reviewPlan({ caller, dependencies }, latest, its, signal);
    return onLatest({ caller, views }, object, plan, attempt, signal);
  };

  async function record(caller: Caller, plan: WeightPlan, why: Why): Promise<RecordedChange> {
    const { user } = await caller.whoAmI();
    const { rule, moves, before, after } = plan;
    const at = new Date(dependencies.now()).toISOString();
    const id = dependencies.newId() as ChangeId;
    return { id, rule, before: [...before], after: [...after], by: user, at, ...why, moves };
  }

  async function leaveTrace(caller: Caller, object: KubernetesObject, change: RecordedChange): Promise<void> {
    const note = { reason: "WeightsChanged", message: changeSentence(change) };
    await caller
      .recordEvent(object, note, AbortSignal.timeout(10_000))
      .catch((error: unknown) => dependencies.onMishap(error, "recording an Event"));
  }

  return {
    review,
    carry: async (caller, object, plan, { confirmed, ...why }, signal, along = () => []) => {
      refuseUnlessSound(await review(caller, object, plan, signal), confirmed);
      const change = await record(caller, plan, why);
      const write = (latest: KubernetesObject, its: WeightPlan) =>
        caller.routes.patch(
          plan.route,
          [...patchOf(its), ...recordPatch(latest, change), ...along(latest, change)],
          signal,
        );
      const written = await onLatest({ caller, views }, object, plan, write, signal);
      void leaveTrace(caller, written, change);
      return followed.withStatus(written, change);
    },
  };
}

function refuseUnlessSound(plan: RoutePlan, confirmed: readonly Confirmation[]): void {
  if (isBlocked(plan)) {
    const extra = { plan };
    throw new AppError("blocked", "A check stands against this change. Nothing was written.", { extra });
  }
  const confirmations = plan.confirmations.filter((each) => !confirmed.includes(each));
  if (confirmations.length > 0) {
    const sentence = "Somebody else owns this object and may put the old weights back. Nothing was written.";
    throw new AppError("needs_confirmation", sentence, { extra: { plan, confirmations } });
  }
}
