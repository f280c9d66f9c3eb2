import type { ChangeId, ChangeStatus, RouteChange } from "@fyr/contract";
import { type KubernetesObject, type RecordedChange, readHistory } from "@fyr/routing";
import { carryOut, type Pace } from "./carry-out.ts";
import type { ChangeListener, ChangesDependencies } from "./dependencies.ts";
import { changeOf } from "./recorded-change.ts";
import { watchedChange } from "./watched-change.ts";

/** Changes whose way into traffic is being watched, and what came of those watched before. */
export interface FollowedChanges {
  /**
   * What is known of a change now. A new one is watched from here on, until it is seen in traffic or patience ends;
   * what a restart forgot of an old one is found out again from the measurements.
   */
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

/** Looking back, one look in so many ms of then is enough. */
const replayEveryMs = 10_000;

export function createFollowedChanges(dependencies: ChangesDependencies, pace: FollowPace): FollowedChanges {
  const { now, wait, telemetry, onMishap } = dependencies;
  const live = new Map<ChangeId, Live>();
  const listeners = new Set<ChangeListener>();
  const end = new AbortController();
  let replays = Promise.resolve();

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

  /** The same watch over the past: its clock is then's, and waiting takes no time. */
  async function replay(object: KubernetesObject, change: RecordedChange): Promise<void> {
    const acceptedAt = Date.parse(change.at);
    const overwrittenAt = nextChangeOf(object, change);
    let time = acceptedAt;
    const past: Pace = {
      now: () => time,
      wait: async (ms) => {
        time += ms;
      },
      everyMs: replayEveryMs,
      patienceMs: pace.patienceMs,
    };
    const watched = {
      ...watchedChange(dependencies, object, change),
      isOverwritten: async () => overwrittenAt !== undefined && overwrittenAt <= time,
    };
    let outcome: ChangeStatus = { phase: "accepted" };
    for await (const status of carryOut(watched, past, end.signal)) outcome = status;
    if (!end.signal.aborted) tell(object, change, { status: outcome });
  }

  function begin(change: RecordedChange, doing: Promise<unknown>): void {
    doing.catch((error: unknown) => onMishap(error, `watching change ${change.id}`));
  }

  function follow(object: KubernetesObject, change: RecordedChange): void {
    if (live.has(change.id) || end.signal.aborted) return;
    live.set(change.id, { status: { phase: "accepted" } });
    begin(change, watch(object, change));
    begin(change, watchPush(object, change));
  }

  function recall(object: KubernetesObject, change: RecordedChange): void {
    if (live.has(change.id) || end.signal.aborted) return;
    live.set(change.id, { status: { phase: "accepted" } });
    // One after the other: nobody waits for the past, and Prometheus has a present to serve.
    replays = replays.then(() => replay(object, change)).catch((error: unknown) => onMishap(error, "looking back"));
  }

  return {
    withStatus: (object, change) => {
      const isYoung = now() - Date.parse(change.at) < pace.patienceMs;
      if (isYoung) follow(object, change);
      else recall(object, change);
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

/** When Fyr changed the same rule again, ms since 1970. */
function nextChangeOf(object: KubernetesObject, { id, at, rule }: RecordedChange): number | undefined {
  const next = readHistory(object).find(
    (other) =>
      other.id !== id &&
      other.rule.protocol === rule.protocol &&
      other.rule.index === rule.index &&
      Date.parse(other.at) > Date.parse(at),
  );
  return next && Date.parse(next.at);
}
