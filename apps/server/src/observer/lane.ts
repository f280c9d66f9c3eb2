import type { Grain, SourceState, Topology } from "@fyr/contract";
import type { Picture } from "@fyr/topology";
import { createChannels } from "./channels.ts";
import { alignedInstant } from "./instant.ts";
import { createLivePicture } from "./live-picture.ts";
import { createLoop } from "./loop.ts";
import type { ObserverEvent } from "./observer.ts";
import type { ObserverDeps } from "./observer-deps.ts";
import { foreseenSentence, sentenceOf } from "./sentence.ts";
import { createSourceRecord } from "./source-record.ts";

/** The live picture in one window, looked at once for all who watch it, whatever their scope. */
export interface Lane {
  /** The whole picture, its sources as of now. */
  current(): Topology | undefined;
  /** The newest measurements as a picture at this grain, for these namespaces (none: all). */
  picture(grain: Grain, namespaces: readonly string[]): Picture | undefined;
  /** Somebody is interested: looks unless the picture is fresh. */
  wake(): void;
  /** Looks unless the picture is fresh, then gives it; rejects when there has never been one. */
  fresh(signal: AbortSignal): Promise<Topology>;
  subscribe(
    listener: (event: ObserverEvent) => void,
    namespaces: readonly string[],
    lastEventId: string | undefined,
  ): () => void;
  /** Something beside the measurements changed: the picture is built again soon if somebody watches. */
  rebuild(): void;
  isWatched(): boolean;
  close(): void;
}

/** Scrapes are in Prometheus a moment after their time. */
const lagSeconds = 1;
/** After the last viewer left: a reload or a walk to another page need not start anew. */
const restAfterMs = 30_000;
/** A failing source is asked again at least this often. */
const retryMs = 5_000;
const rebuildAfterMs = 300;

export function createLane(deps: ObserverDeps, windowSeconds: number): Lane {
  const { now, metrics } = deps;
  const everySeconds = paceOf(windowSeconds, deps.refreshSeconds);
  const prometheus = createSourceRecord("prometheus");
  const live = createLivePicture(deps, windowSeconds, rebuild);
  const channels = createChannels(deps.newEpoch);
  const loop = createLoop(turn);
  let looking: Promise<void> | undefined;
  let lookedAt = 0;
  let lookMs = 0;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let rebuildTimer: ReturnType<typeof setTimeout> | undefined;
  let lastFault: unknown;

  const sources = (): SourceState[] => [prometheus.state(now() / 1000), deps.kubernetesState()];
  const staleSources = () => (prometheus.isFailing() ? sources() : undefined);

  function publish(): void {
    channels.publish((namespaces) => {
      const next = namespaces.length === 0 ? live.refresh(sources()) : live.cut("workload", namespaces, sources());
      return next?.topology;
    });
  }

  function rebuild(): void {
    if (!loop.isRunning() || prometheus.isFailing()) return;
    rebuildTimer ??= setTimeout(() => {
      rebuildTimer = undefined;
      if (loop.isRunning() && !prometheus.isFailing()) attempt(publish);
    }, rebuildAfterMs);
  }

  function attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      fail(error);
    }
  }

  function fail(error: unknown): void {
    if (foreseenSentence(error) === undefined) deps.onMishap(error, "looking at the mesh");
    lastFault = error;
    prometheus.failed(sentenceOf(error));
    channels.publishStale(sources());
  }

  async function turn(signal: AbortSignal): Promise<number> {
    const startedAt = now();
    looking = look(signal);
    await looking;
    const seconds = (now() - startedAt) / 1000;
    metrics.ticked(prometheus.isFailing() ? "failed" : "ok", seconds);
    if (prometheus.isFailing()) return Math.min(retryMs, everySeconds * 1000);
    // A source that needs long is given a pause of the same length.
    const next = alignedInstant(now() / 1000 + seconds, everySeconds, lagSeconds) + everySeconds + lagSeconds;
    return next * 1000 - now();
  }

  /** Never rejects: a failed look is published as `stale`. */
  async function look(signal: AbortSignal): Promise<void> {
    const startedAt = now();
    const overdue = setInterval(() => {
      prometheus.failed(`Prometheus has not answered for ${Math.round((now() - startedAt) / 1000)} s.`);
      channels.publishStale(sources());
    }, patienceMs());
    try {
      const at = alignedInstant(now() / 1000, everySeconds, lagSeconds);
      await live.look(at, signal);
      prometheus.answered(now() / 1000);
      lookedAt = now();
      lookMs = now() - startedAt;
      publish();
      live.lookBack(signal);
    } catch (error) {
      if (!signal.aborted) fail(error);
    } finally {
      clearInterval(overdue);
    }
  }

  /** Stale must show within two refreshes, yet not for a source that is always this slow. */
  function patienceMs(): number {
    return Math.max(everySeconds * 800, 2 * lookMs);
  }

  function touch(): void {
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      if (!channels.isWatched()) loop.rest();
    }, restAfterMs);
    restTimer.unref();
  }

  /** True when a look was needed. */
  function wake(): boolean {
    touch();
    if (isFresh() && loop.isRunning()) return false;
    loop.wake();
    return true;
  }

  function isFresh(): boolean {
    return now() - lookedAt < 2 * everySeconds * 1000 && !prometheus.isFailing();
  }

  const current = () => {
    const topology = channels.whole.current();
    return topology === undefined ? undefined : { ...topology, sources: sources() };
  };

  return {
    current,
    picture: (grain, namespaces) =>
      grain === "workload" && namespaces.length === 0 ? live.held() : live.cut(grain, namespaces, sources()),
    wake,
    fresh: async (signal) => {
      const needsLook = wake();
      // While the source fails, the last good picture is the answer; nobody waits for the next failure.
      const isHeld = prometheus.isFailing() && live.held() !== undefined;
      if (needsLook && !isHeld) await untilAborted(looking ?? Promise.resolve(), signal);
      const topology = current();
      if (topology === undefined) throw lastFault;
      return topology;
    },
    subscribe: (listener, namespaces, lastEventId) => {
      const channel = channels.of(namespaces);
      const held = channel.current() === undefined ? live.cut("workload", namespaces, sources()) : undefined;
      if (held !== undefined) channel.publish(held.topology);
      const leave = channel.subscribe(listener, lastEventId, isFresh() ? undefined : staleOrAged());
      metrics.subscribed(1);
      wake();
      return () => {
        leave();
        metrics.subscribed(-1);
        touch();
      };
    },
    rebuild,
    isWatched: () => channels.isWatched() || loop.isRunning(),
    close: () => {
      loop.rest();
      clearTimeout(restTimer);
      clearTimeout(rebuildTimer);
    },
  };

  /** A held picture greets a returning viewer with its age; without one, only a fault is worth telling. */
  function staleOrAged(): readonly SourceState[] | undefined {
    if (live.held() === undefined) return staleSources();
    return sources().map((source) =>
      source.name === "prometheus" && source.status === "ok" ? { ...source, status: "stale" as const } : source,
    );
  }
}

/** Wide windows move slowly: they are looked at a hundred times per window, not every refresh. */
function paceOf(windowSeconds: number, refreshSeconds: number): number {
  return Math.max(1, Math.floor(windowSeconds / 100 / refreshSeconds)) * refreshSeconds;
}

function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
