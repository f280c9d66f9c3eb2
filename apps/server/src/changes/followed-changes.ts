import type { ChangeId, ChangeStatus, RouteChange } from "@fyr/contract";
import {
  hasWeights,
  type KubernetesObject,
  type RecordedChange,
  readRoute,
  resolveHost,
  routeRefOf,
} from "@fyr/routing";
import { canBeToldApart, countByDestination, measuredDestination } from "./attribute-requests.ts";
import { carryOut, type WatchedChange } from "./carry-out.ts";
import type { ChangeListener, ChangesDependencies } from "./dependencies.ts";
import { changeOf } from "./recorded-change.ts";

/** Changes whose way into traffic is being watched, and what came of those watched since the start. */
export interface FollowedChanges {
  /** Watches a change, once, until it is seen in traffic or patience ends. */
  follow(object: KubernetesObject, change: RecordedChange): void;
  /** What is known of a change now; resumes the watch over one that a restart cut short. */
  withStatus(object: KubernetesObject, change: RecordedChange): RouteChange;
  subscribe(listener: ChangeListener): () => void;
  close(): void;
}

export interface FollowPace {
  readonly everyMs: number;
  readonly patienceMs: number;
}

interface Live {
  readonly status: ChangeStatus;
  readonly pushedAt?: string;
}

export function createFollowedChanges(dependencies: ChangesDependencies, pace: FollowPace): FollowedChanges {
  const { now, wait, telemetry } = dependencies;
  const live = new Map<ChangeId, Live>();
  const listeners = new Set<ChangeListener>();
  const end = new AbortController();

  function tell(object: KubernetesObject, change: RecordedChange, more: Partial<Live>): void {
    const known: Live = { status: { phase: "accepted" }, ...live.get(change.id), ...more };
    live.set(change.id, known);
    for (const listener of listeners) listener({ ...changeOf(object, change), ...known });
  }

  async function watch(object: KubernetesObject, change: RecordedChange): Promise<void> {
    const watched = watchedChange(dependencies, object, change);
    for await (const status of carryOut(watched, { now, wait, ...pace }, end.signal)) tell(object, change, { status });
  }

  async function watchPush(object: KubernetesObject, change: RecordedChange): Promise<void> {
    const from = Date.parse(change.at) / 1000;
    while (!end.signal.aborted && now() / 1000 - from < pace.patienceMs / 1000) {
      await wait(pace.everyMs, end.signal);
      // Whether istiod is measured at all is not this watch's business: what it does not learn is left out.
      const pushed = await telemetry.lastPush({ from, to: now() / 1000 }, end.signal).catch(() => undefined);
      if (pushed !== undefined) return tell(object, change, { pushedAt: new Date(pushed * 1000).toISOString() });
    }
  }

  function follow(object: KubernetesObject, change: RecordedChange): void {
    if (live.has(change.id) || end.signal.aborted) return;
    live.set(change.id, { status: { phase: "accepted" } });
    const failed = (error: unknown) => dependencies.onMishap(error, `watching change ${change.id}`);
    watch(object, change).catch(failed);
    watchPush(object, change).catch(failed);
  }

  return {
    follow,
    withStatus: (object, change) => {
      if (now() - Date.parse(change.at) < pace.patienceMs) follow(object, change);
      return { ...changeOf(object, change), status: { phase: "accepted" }, ...live.get(change.id) };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => end.abort(),
  };
}

function watchedChange(
  { cluster, telemetry }: ChangesDependencies,
  object: KubernetesObject,
  change: RecordedChange,
): WatchedChange {
  const route = routeRefOf(object);
  const hosts = [...new Set(change.after.map(({ host }) => resolveHost(host, route.namespace)))];
  const sendsThere = readRoute(object).rules.filter((rule) =>
    rule.destinations.some(({ destination }) => hosts.includes(resolveHost(destination.host, route.namespace))),
  );
  return {
    before: change.before,
    after: change.after,
    acceptedAt: Date.parse(change.at),
    hasOtherRules: sendsThere.length > 1,
    isOverwritten: async (signal) => !hasWeights(await cluster.routes.read(route, signal), change.rule, change.after),
    count: async (from, to, signal) => {
      if (change.rule.protocol !== "http") return undefined;
      const objects = await cluster.objects(signal);
      const destinations = change.after.map((weight) => measuredDestination(objects, weight, route.namespace));
      if (!canBeToldApart(destinations)) return undefined;
      const span = { from: from / 1000, to: to / 1000 };
      return countByDestination(destinations, await telemetry.requestsByDestination({ hosts }, span, signal));
    },
  };
}
