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
import { routesIn } from "@fyr/kubernetes";
import { type KubernetesObject, type PlanResult, planBack, planWeights, type WeightPlan } from "@fyr/routing";
import { AppError } from "../app-error.ts";
import { createRoad, type Road } from "./carry-change.ts";
import type { Caller, ChangeListener, ChangesDependencies } from "./dependencies.ts";
import { createFollowedChanges, type FollowPace } from "./followed-changes.ts";
import { createGuarding, type Guarding } from "./guards/create-guarding.ts";
import type { GuardingDependencies } from "./guards/dependencies.ts";
import { planSentence } from "./plan-sentence.ts";
import { readable } from "./readable.ts";
import { findRecorded, recordedIn } from "./recorded-change.ts";
import { createRouteViews, type RouteViews } from "./route-views.ts";
import { createSeenVersions, type SeenVersions } from "./seen-versions.ts";
import { createTurns } from "./turns.ts";

/** Traffic routes and the one road to change them, for whoever asks: plan, dry run, apply, watch, undo. */
export interface Changes {
  /** Every route, by namespace and name, with what is observed of it now. */
  routes(caller: Caller, signal: AbortSignal): Promise<TrafficRoute[]>;
  /** What moving to these weights would do. Writes nothing. */
  plan(caller: Caller, request: RoutePlanRequest, signal: AbortSignal): Promise<RoutePlan>;
  /** Rejects with `conflict`, `blocked`, `needs_confirmation`, `invalid_weights` or `rejected`, and has written nothing then. */
  apply(caller: Caller, request: RouteChangeRequest, signal: AbortSignal): Promise<RouteChange>;
  /** Puts back the weights a change replaced. `conflict` when the rule is no longer what the change left. */
  undo(caller: Caller, id: ChangeId, signal: AbortSignal): Promise<RouteChange>;
  /** Newest first. */
  history(caller: Caller, query: RouteChangesQuery, signal: AbortSignal): Promise<RouteChange[]>;
  /** Guards and stepped shifts: changes that go on, or back, by themselves. */
  readonly guarding: Guarding;
  /** Told of every step of a change. Returns the end. */
  subscribe(listener: ChangeListener): () => void;
  /** Ends all watching. */
  close(): void;
}

const usualPace: FollowPace = { everyMs: 2_500, patienceMs: 120_000 };

export function createChanges(
  dependencies: ChangesDependencies & GuardingDependencies,
  pace: FollowPace = usualPace,
): Changes {
  const { cluster } = dependencies;
  const followed = createFollowedChanges(dependencies, pace);
  const views = createRouteViews(dependencies);
  const road = createRoad({ dependencies, views, followed });
  const seen = createSeenVersions();
  const turns = createTurns();
  const guarding = createGuarding({
    ...dependencies,
    road,
    readSame: (caller, { route, rule, resourceVersion }, signal) =>
      readSame({ caller, views, seen }, { route, rule, resourceVersion }, signal),
    onChange: followed.withStatus,
  });
  return {
    guarding,
    routes: async (caller, signal) => {
      const routes = await readable(caller, routesIn(await cluster.objects(signal)));
      for (const object of routes) seen.remember(object);
      return views.describe(caller, routes.sort(byName), signal);
    },
    plan: async (caller, { route, rule, weights }, signal) => {
      const object = await caller.routes.read(route, signal);
      seen.remember(object);
      return road.review(caller, object, planOrThrow(planWeights(object, rule, weights)), signal);
    },
    apply: (caller, request, signal) => {
      const parts = { caller, views, road, seen, guarding };
      return turns.take(keyOf(request.route), () => applyChange(parts, request, signal));
    },
    undo: async (caller, id, signal) => {
      const { route } = findRecorded(await readable(caller, routesIn(await cluster.objects(signal))), id);
      return turns.take(keyOf(route), () => undoChange({ caller, views, road }, route, id, signal));
    },
    history: async (caller, query, signal) => {
      const routes = await readable(caller, routesIn(await cluster.objects(signal)));
      return recordedIn(routes, query)
        .map(({ object, change }) => followed.withStatus(object, change))
        .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    },
    subscribe: followed.subscribe,
    close: followed.close,
  };
}

interface Parts {
  readonly caller: Caller;
  readonly views: RouteViews;
  readonly road: Road;
  readonly seen: SeenVersions;
  readonly guarding: Guarding;
}

async function applyChange(
  parts: Parts,
  { weights, reason, guard, confirmed = [], ...seen }: RouteChangeRequest,
  signal: AbortSignal,
): Promise<RouteChange> {
  const { caller, road, guarding } = parts;
  const object = await readSame(parts, seen, signal);
  const plan = planOrThrow(planWeights(object, seen.rule, weights));
  const along = guard && (await guarding.guards.prepare(caller, object, plan, guard, signal));
  return road.carry(caller, object, plan, { confirmed, ...(reason && { reason }) }, signal, along);
}

/** The route, unless somebody changed the rule since it was looked at. */
async function readSame(
  { caller, views, seen }: Pick<Parts, "caller" | "views" | "seen">,
  { route, rule, resourceVersion }: Pick<RouteChangeRequest, "route" | "rule" | "resourceVersion">,
  signal: AbortSignal,
): Promise<KubernetesObject> {
  const object = await caller.routes.read(route, signal);
  if (seen.isSame(object, resourceVersion, rule)) return object;
  const sentence = `${ruleName(rule)} of ${route.name} was changed since this was planned. Nothing was written.`;
  throw await views.conflict(caller, route, sentence, signal);
}

async function undoChange(
  { caller, views, road }: Omit<Parts, "seen" | "guarding">,
  route: RouteRef,
  id: ChangeId,
  signal: AbortSignal,
): Promise<RouteChange> {
  const object = await caller.routes.read(route, signal);
  const { change, isUndone } = findRecorded([object], id);
  if (isUndone) throw await views.conflict(caller, route, "This change was taken back already.", signal);
  const back = planBack(object, change.rule, change.moves);
  if (!back.ok) {
    const sentence = `${ruleName(change.rule)} no longer has the weights this change left.`;
    throw await views.conflict(caller, route, sentence, signal);
  }
  // What is taken back was confirmed when it was made; what is made anew by undoing an undo was not.
  const confirmed = change.undoes === undefined ? (["owner-reverts"] as const) : [];
  return road.carry(caller, object, back.plan, { undoes: id, confirmed }, signal);
}

function planOrThrow(result: PlanResult): WeightPlan {
  if (result.ok) return result.plan;
  const { sentence, field } = planSentence(result);
  throw new AppError("invalid_weights", sentence, field === undefined ? {} : { field });
}

function keyOf({ kind, namespace, name }: RouteRef): string {
  return `${kind}/${namespace}/${name}`;
}

function ruleName({ protocol, index }: RuleRef): string {
  return `Rule ${index + 1} (${protocol})`;
}

function byName(a: KubernetesObject, b: KubernetesObject): number {
  return nameOf(a) < nameOf(b) ? -1 : 1;
}

function nameOf({ kind, metadata: { namespace, name } }: KubernetesObject): string {
  return `${namespace}/${name}/${kind}`;
}
