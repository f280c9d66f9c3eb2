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
import { type KubernetesObject, type PlanResult, planBack, planWeights, type WeightPlan } from "@fyr/routing";
import { AppError } from "../app-error.ts";
import { createRoad, type Road } from "./carry-change.ts";
import type { ChangeListener, ChangesCluster, ChangesDependencies } from "./dependencies.ts";
import { createFollowedChanges, type FollowPace } from "./followed-changes.ts";
import { planSentence } from "./plan-sentence.ts";
import { findRecorded, recordedIn } from "./recorded-change.ts";
import { createRouteViews, type RouteViews } from "./route-views.ts";
import { createSeenVersions, type SeenVersions } from "./seen-versions.ts";

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
    apply: (request, signal) => applyChange({ cluster, views, road, seen }, request, signal),
    undo: (id, signal) => undoChange({ cluster, views, road }, id, signal),
    history: async (query, signal) => {
      const { virtualServices } = await cluster.objects(signal);
      return recordedIn(virtualServices, query)
        .map(({ object, change }) => followed.withStatus(object, change))
        .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    },
    subscribe: followed.subscribe,
    close: followed.close,
  };
}

interface Parts {
  readonly cluster: ChangesCluster;
  readonly views: RouteViews;
  readonly road: Road;
  readonly seen: SeenVersions;
}

async function applyChange(
  { cluster, views, road, seen }: Parts,
  { route, rule, weights, resourceVersion, reason }: RouteChangeRequest,
  signal: AbortSignal,
): Promise<RouteChange> {
  const object = await cluster.routes.read(route, signal);
  if (!seen.isSame(object, resourceVersion)) {
    const sentence = `${route.name} was changed since this was planned. Nothing was written.`;
    throw await views.conflict(route, sentence, signal);
  }
  return road.carry(object, planOrThrow(planWeights(object, rule, weights)), reason ? { reason } : {}, signal);
}

async function undoChange(
  { cluster, views, road }: Omit<Parts, "seen">,
  id: ChangeId,
  signal: AbortSignal,
): Promise<RouteChange> {
  const { route, change, isUndone } = findRecorded(await cluster.routes.list(signal), id);
  if (isUndone) throw await views.conflict(route, "This change was taken back already.", signal);
  const object = await cluster.routes.read(route, signal);
  const back = planBack(object, change.rule, change.moves);
  if (!back.ok) {
    const sentence = `${ruleName(change.rule)} no longer has the weights this change left.`;
    throw await views.conflict(route, sentence, signal);
  }
  return road.carry(object, back.plan, { undoes: id }, signal);
}

function planOrThrow(result: PlanResult): WeightPlan {
  if (result.ok) return result.plan;
  const { sentence, field } = planSentence(result);
  throw new AppError("invalid_weights", sentence, field === undefined ? {} : { field });
}

function ruleName({ protocol, index }: RuleRef): string {
  return `Rule ${index + 1} (${protocol})`;
}

function byName({ metadata: a }: KubernetesObject, { metadata: b }: KubernetesObject): number {
  return `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1;
}
