import type {
  ChangeId,
  RouteChange,
  RouteChangeRequest,
  RouteChangesQuery,
  RoutePlan,
  RoutePlanRequest,
  RouteRef,
  RuleRef,
  TrafficRoute,
} from "@fyr/contract";
import { KubernetesError } from "@fyr/kubernetes";
import {
  type KubernetesObject,
  type PlanResult,
  patchOf,
  planBack,
  planWeights,
  type RecordedChange,
  readHistory,
  recordPatch,
  type WeightPlan,
} from "@fyr/routing";
import { AppError } from "../app-error.ts";
import { changeSentence } from "./change-sentence.ts";
import type { ChangeListener, ChangesDependencies } from "./dependencies.ts";
import { describeRoute } from "./describe-route.ts";
import { createFollowedChanges, type FollowPace } from "./followed-changes.ts";
import { planSentence } from "./plan-sentence.ts";
import { isBlocked, reviewPlan } from "./review-plan.ts";
import { createSeenVersions } from "./seen-versions.ts";

/** Traffic routes and the one road to change them: plan, dry run, apply, watch, undo. */
export interface Changes {
  /** Every route, by namespace and name, with what is observed of it now. */
  routes(signal: AbortSignal): Promise<TrafficRoute[]>;
  /** What moving to these weights would do. Writes nothing. */
  plan(request: RoutePlanRequest, signal: AbortSignal): Promise<RoutePlan>;
  /** Rejects with `conflict`, `blocked`, `invalid_weights` or `rejected`, and has written nothing then. */
  apply(request: RouteChangeRequest, signal: AbortSignal): Promise<RouteChange>;
  /** Puts back the weights a change replaced. `conflict` when the rule is no longer what the change left. */
  undo(id: ChangeId, signal: AbortSignal): Promise<RouteChange>;
  /** Newest first. */
  history(query: RouteChangesQuery, signal: AbortSignal): Promise<RouteChange[]>;
  /** Told of every step of a change. Returns the end. */
  subscribe(listener: ChangeListener): () => void;
  /** Ends all watching. */
  close(): void;
}

const usualPace: FollowPace = { everyMs: 2_500, patienceMs: 120_000 };

export function createChanges(dependencies: ChangesDependencies, pace: FollowPace = usualPace): Changes {
  const { cluster, observer, now, newId } = dependencies;
  const followed = createFollowedChanges(dependencies, pace);
  const seen = createSeenVersions();

  async function described(object: KubernetesObject, signal: AbortSignal): Promise<TrafficRoute> {
    const objects = await cluster.objects(signal);
    const editable = await mayEdit(object.metadata.namespace ?? "");
    return describeRoute(object, { objects, topology: observer.current() }, editable);
  }

  async function mayEdit(namespace: string): Promise<boolean> {
    try {
      return await cluster.routes.mayPatch(namespace);
    } catch (error) {
      // Who cannot be asked cannot allow it; the list itself may still be shown.
      if (error instanceof KubernetesError) return false;
      throw error;
    }
  }

  async function conflict(route: RouteRef, message: string, signal: AbortSignal): Promise<AppError> {
    const theirs = await described(await cluster.routes.read(route, signal), signal);
    return new AppError("conflict", message, { extra: { theirs } });
  }

  async function review(object: KubernetesObject, plan: WeightPlan, signal: AbortSignal): Promise<RoutePlan> {
    seen.remember(object);
    try {
      return await reviewPlan(cluster, object, plan, signal);
    } catch (error) {
      throw await asConflict(error, object, plan.route, signal);
    }
  }

  /** A patch that did not fit is a conflict only if the object moved; else the server means the patch itself. */
  async function asConflict(
    error: unknown,
    was: KubernetesObject,
    route: RouteRef,
    signal: AbortSignal,
  ): Promise<unknown> {
    if (!(error instanceof KubernetesError) || error.code !== "conflict") return error;
    const is = await cluster.routes.read(route, signal);
    if (is.metadata.resourceVersion === was.metadata.resourceVersion) {
      return new AppError("rejected", error.message, { cause: error });
    }
    return conflict(route, `${route.name} was changed meanwhile. Nothing was written.`, signal);
  }

  async function carry(object: KubernetesObject, plan: WeightPlan, what: Intent, signal: AbortSignal) {
    const reviewed = await review(object, plan, signal);
    if (isBlocked(reviewed)) {
      throw new AppError("blocked", "A check stands against this change. Nothing was written.", {
        extra: { plan: reviewed },
      });
    }
    const me = await cluster.whoAmI(signal);
    const change: RecordedChange = {
      id: newId() as ChangeId,
      rule: plan.rule,
      before: [...plan.before],
      after: [...plan.after],
      by: me.user,
      at: new Date(now()).toISOString(),
      ...what,
      moves: plan.moves,
    };
    const written = await write(object, plan, change, signal);
    followed.follow(written, change);
    void leaveTrace(written, change);
    return followed.withStatus(written, change);
  }

  async function write(object: KubernetesObject, plan: WeightPlan, change: RecordedChange, signal: AbortSignal) {
    try {
      return await cluster.routes.patch(plan.route, [...patchOf(plan), ...recordPatch(object, change)], signal);
    } catch (error) {
      throw await asConflict(error, object, plan.route, signal);
    }
  }

  async function leaveTrace(object: KubernetesObject, change: RecordedChange): Promise<void> {
    const note = { reason: "WeightsChanged", message: changeSentence(change) };
    await cluster
      .recordEvent(object, note, AbortSignal.timeout(10_000))
      .catch((error: unknown) => dependencies.onMishap(error, "recording an Event"));
  }

  async function findChange(id: ChangeId, signal: AbortSignal) {
    for (const object of await cluster.routes.list(signal)) {
      const history = readHistory(object);
      const change = history.find((each) => each.id === id);
      if (change !== undefined) return { object, change, undoneBy: history.find(({ undoes }) => undoes === id) };
    }
    throw new AppError("not_found", "No route remembers this change. Routes keep their last 20.");
  }

  return {
    routes: async (signal) => {
      const objects = await cluster.objects(signal);
      const around = { objects, topology: observer.current() };
      const sorted = [...objects.virtualServices].sort(byName);
      return Promise.all(
        sorted.map(async (object) => {
          seen.remember(object);
          return describeRoute(object, around, await mayEdit(object.metadata.namespace ?? ""));
        }),
      );
    },
    plan: async ({ route, rule, weights }, signal) => {
      const object = await cluster.routes.read(route, signal);
      return review(object, planOrThrow(planWeights(object, rule, weights)), signal);
    },
    apply: async (request, signal) => {
      const { route, rule, weights, resourceVersion, reason } = request;
      const object = await cluster.routes.read(route, signal);
      if (!seen.isSame(object, resourceVersion)) {
        throw await conflict(route, `${route.name} was changed since this was planned. Nothing was written.`, signal);
      }
      const plan = planOrThrow(planWeights(object, rule, weights));
      return carry(object, plan, reason ? { reason } : {}, signal);
    },
    undo: async (id, signal) => {
      const { object: listed, change, undoneBy } = await findChange(id, signal);
      const route = {
        kind: "VirtualService",
        namespace: listed.metadata.namespace ?? "",
        name: listed.metadata.name,
      } as const;
      if (undoneBy !== undefined) throw await conflict(route, "This change was taken back already.", signal);
      const object = await cluster.routes.read(route, signal);
      const back = planBack(object, change.rule, change.moves);
      if (!back.ok) {
        throw await conflict(route, `${ruleName(change.rule)} no longer has the weights this change left.`, signal);
      }
      return carry(object, back.plan, { undoes: id }, signal);
    },
    history: async ({ namespace, name }, signal) => {
      const { virtualServices } = await cluster.objects(signal);
      const asked = virtualServices.filter(
        ({ metadata }) =>
          (namespace ?? metadata.namespace) === metadata.namespace && (name ?? metadata.name) === metadata.name,
      );
      const changes = asked.flatMap((object) =>
        readHistory(object).map((change) => followed.withStatus(object, change)),
      );
      return changes.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    },
    subscribe: followed.subscribe,
    close: followed.close,
  };
}

type Intent = Pick<RecordedChange, "reason" | "undoes">;

function planOrThrow(result: PlanResult): WeightPlan {
  if (result.ok) return result.plan;
  const { sentence, field } = planSentence(result);
  throw new AppError("invalid_weights", sentence, field === undefined ? {} : { field });
}

function ruleName({ protocol, index }: RuleRef): string {
  return `Rule ${index + 1} (${protocol})`;
}

function byName(a: KubernetesObject, b: KubernetesObject): number {
  const [keyA, keyB] = [a, b].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  return (keyA ?? "") < (keyB ?? "") ? -1 : 1;
}
