import type {
  ChangeId,
  RouteChange,
  RouteChangeRequest,
  RouteChangesQuery,
  RoutePlan,
  RoutePlanRequest,
  RuleRef,
  TrafficRoute,
} from "@fyr/contract";
import {
  type KubernetesObject,
  type PlanResult,
  planBack,
  planWeights,
  type RecordedChange,
  readHistory,
  routeRefOf,
  type WeightPlan,
} from "@fyr/routing";
import { AppError } from "../app-error.ts";
import { createRoad } from "./carry-change.ts";
import type { ChangeListener, ChangesDependencies } from "./dependencies.ts";
import { createFollowedChanges, type FollowPace } from "./followed-changes.ts";
import { planSentence } from "./plan-sentence.ts";
import { createRouteViews } from "./route-views.ts";
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
  const { cluster } = dependencies;
  const followed = createFollowedChanges(dependencies, pace);
  const views = createRouteViews(dependencies);
  const road = createRoad({ dependencies, views, followed });
  const seen = createSeenVersions();
  return {
    routes: async (signal) => {
      const { virtualServices } = await cluster.objects(signal);
      for (const object of virtualServices) seen.remember(object);
      return views.describe(virtualServices.toSorted(byName), signal);
    },
    plan: async ({ route, rule, weights }, signal) => {
      const object = await cluster.routes.read(route, signal);
      seen.remember(object);
      return road.review(object, planOrThrow(planWeights(object, rule, weights)), signal);
    },
    apply: async ({ route, rule, weights, resourceVersion, reason }, signal) => {
      const object = await cluster.routes.read(route, signal);
      if (!seen.isSame(object, resourceVersion)) {
        const sentence = `${route.name} was changed since this was planned. Nothing was written.`;
        throw await views.conflict(route, sentence, signal);
      }
      return road.carry(object, planOrThrow(planWeights(object, rule, weights)), reason ? { reason } : {}, signal);
    },
    undo: async (id, signal) => {
      const { route, change, isUndone } = findChange(await cluster.routes.list(signal), id);
      if (isUndone) throw await views.conflict(route, "This change was taken back already.", signal);
      const object = await cluster.routes.read(route, signal);
      const back = planBack(object, change.rule, change.moves);
      if (!back.ok) {
        const sentence = `${ruleName(change.rule)} no longer has the weights this change left.`;
        throw await views.conflict(route, sentence, signal);
      }
      return road.carry(object, back.plan, { undoes: id }, signal);
    },
    history: async (query, signal) => {
      const { virtualServices } = await cluster.objects(signal);
      return virtualServices
        .filter((object) => isAskedFor(object, query))
        .flatMap((object) => readHistory(object).map((change) => followed.withStatus(object, change)))
        .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    },
    subscribe: followed.subscribe,
    close: followed.close,
  };
}

function planOrThrow(result: PlanResult): WeightPlan {
  if (result.ok) return result.plan;
  const { sentence, field } = planSentence(result);
  throw new AppError("invalid_weights", sentence, field === undefined ? {} : { field });
}

function findChange(objects: readonly KubernetesObject[], id: ChangeId) {
  for (const object of objects) {
    const history: readonly RecordedChange[] = readHistory(object);
    const change = history.find((each) => each.id === id);
    if (change === undefined) continue;
    return { route: routeRefOf(object), change, isUndone: history.some(({ undoes }) => undoes === id) };
  }
  throw new AppError("not_found", "No route remembers this change. Routes keep their last 20.");
}

function isAskedFor({ metadata }: KubernetesObject, { namespace, name }: RouteChangesQuery): boolean {
  return (namespace ?? metadata.namespace) === metadata.namespace && (name ?? metadata.name) === metadata.name;
}

function ruleName({ protocol, index }: RuleRef): string {
  return `Rule ${index + 1} (${protocol})`;
}

function byName({ metadata: a }: KubernetesObject, { metadata: b }: KubernetesObject): number {
  return `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1;
}
