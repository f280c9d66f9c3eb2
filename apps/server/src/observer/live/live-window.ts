import type { Grain, SourceState, Topology } from "@fyr/contract";
import type { Picture } from "@fyr/topology";
import { AppError } from "../../app-error.ts";
import type { ObserverEvent } from "../observer.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { untilAborted } from "../source/until-aborted.ts";
import { createScopedChannels } from "../subscribers/scoped-channels.ts";
import { createLivePicture } from "./live-picture.ts";
import { createLookCycle } from "./look-cycle.ts";
import { createLoop } from "./loop.ts";

/** The live picture in one window, looked at once for all who watch it, whatever their scope. */
export interface LiveWindow {
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

/** After the last viewer left: a reload or a walk to another page need not start anew. */
const restAfterMs = 30_000;
const rebuildAfterMs = 300;

export function createLiveWindow(deps: ObserverDeps, windowSeconds: number): LiveWindow {
  const live = createLivePicture(deps, windowSeconds, rebuild);
  const channels = createScopedChannels(deps.newEpoch);
  const looks = createLookCycle(deps, {
    everySeconds: paceOf(windowSeconds, deps.refreshSeconds),
    measure: live.look,
    show: (signal) => {
      publish();
      live.lookBack(signal);
    },
    onStale: () => channels.publishStale(sources()),
  });
  const loop = createLoop(looks.run);
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let rebuildTimer: ReturnType<typeof setTimeout> | undefined;

  function sources(): SourceState[] {
    return [looks.source(), deps.kubernetesState()];
  }

  function publish(): void {
    channels.publish((namespaces) => {
      const next = namespaces.length === 0 ? live.refresh(sources()) : live.cut("workload", namespaces, sources());
      return next?.topology;
    });
  }

  function rebuild(): void {
    if (!loop.isRunning() || looks.isFailing()) return;
    rebuildTimer ??= setTimeout(() => {
      rebuildTimer = undefined;
      if (loop.isRunning() && !looks.isFailing()) looks.attempt(publish);
    }, rebuildAfterMs);
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
    if (looks.isFresh() && loop.isRunning()) return false;
    loop.wake();
    return true;
  }

  function current(): Topology | undefined {
    const topology = channels.whole.current();
    return topology && { ...topology, sources: sources() };
  }

  /** How a picture that is not fresh greets a viewer: with its age; without a picture only a fault is worth telling. */
  function greeting(): readonly SourceState[] | undefined {
    if (looks.isFresh() || (live.held() === undefined && !looks.isFailing())) return undefined;
    return live.held() === undefined ? sources() : sources().map(asHeld);
  }

  return {
    current,
    picture: (grain, namespaces) =>
      grain === "workload" && namespaces.length === 0 ? live.held() : live.cut(grain, namespaces, sources()),
    wake,
    fresh: async (signal) => {
      const needsLook = wake();
      // While the source fails, the last good picture is the answer; nobody waits for the next failure.
      const isHeld = looks.isFailing() && live.held() !== undefined;
      if (needsLook && !isHeld) await untilAborted(looks.newest(), signal);
      const topology = current();
      if (topology === undefined) throw looks.fault() ?? new AppError("not_ready", "Fyr has stopped looking.");
      return topology;
    },
    subscribe: (listener, namespaces, lastEventId) => {
      const channel = channels.of(namespaces);
      const held = channel.current() === undefined ? live.cut("workload", namespaces, sources()) : undefined;
      if (held !== undefined) channel.publish(held.topology);
      const leave = channel.subscribe(listener, lastEventId, greeting());
      deps.metrics.subscribed(1);
      wake();
      return () => {
        leave();
        deps.metrics.subscribed(-1);
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
}

function asHeld(source: SourceState): SourceState {
  return source.name === "prometheus" && source.status === "ok" ? { ...source, status: "stale" } : source;
}

/** Wide windows move slowly: they are looked at a hundred times per window, not every refresh. */
function paceOf(windowSeconds: number, refreshSeconds: number): number {
  return Math.max(1, Math.floor(windowSeconds / 100 / refreshSeconds)) * refreshSeconds;
}
