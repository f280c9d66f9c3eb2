import type { ChangeId, RouteChange } from "@fyr/contract";
import type { KubernetesObject, RecordedChange } from "@fyr/routing";
import { carryOut } from "./carry-out.ts";
import { createChangeStatuses } from "./change-statuses.ts";
import type { ChangeListener, ChangesDependencies } from "./dependencies.ts";
import { pushAfter } from "./push-after.ts";
import { replayChange } from "./replay-change.ts";
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

export function createFollowedChanges(dependencies: ChangesDependencies, pace: FollowPace): FollowedChanges {
  const { now, wait, telemetry, onMishap } = dependencies;
  const statuses = createChangeStatuses();
  const beingFoundOut = new Set<ChangeId>();
  const end = new AbortController();
  const present = { now, wait, ...pace };
  let replays = Promise.resolve();

  async function follow(object: KubernetesObject, change: RecordedChange): Promise<void> {
    const watched = watchedChange(dependencies, object, change);
    for await (const status of carryOut(watched, present, end.signal)) statuses.tell(object, change, { status });
  }

  async function followPush(object: KubernetesObject, change: RecordedChange): Promise<void> {
    const pushedAt = await pushAfter(telemetry, change, present, end.signal);
    if (pushedAt !== undefined) statuses.tell(object, change, { pushedAt });
  }

  async function recall(object: KubernetesObject, change: RecordedChange): Promise<void> {
    const status = await replayChange(dependencies, object, change, pace.patienceMs, end.signal);
    if (!end.signal.aborted) statuses.tell(object, change, { status });
  }

  function findOut(object: KubernetesObject, change: RecordedChange): Promise<unknown> {
    const told = (doing: Promise<void>) =>
      doing.catch((error: unknown) => onMishap(error, `watching change ${change.id}`));
    const isYoung = now() - Date.parse(change.at) < pace.patienceMs;
    if (isYoung) return Promise.all([told(follow(object, change)), told(followPush(object, change))]);
    // One after the other: nobody waits for the past, and Prometheus has a present to serve.
    replays = replays.then(() => told(recall(object, change)));
    return replays;
  }

  return {
    withStatus: (object, change) => {
      const { id } = change;
      if (!statuses.has(id) && !beingFoundOut.has(id) && !end.signal.aborted) {
        beingFoundOut.add(id);
        void findOut(object, change).finally(() => beingFoundOut.delete(id));
      }
      return statuses.withStatus(object, change);
    },
    subscribe: statuses.subscribe,
    close: () => end.abort(),
  };
}
