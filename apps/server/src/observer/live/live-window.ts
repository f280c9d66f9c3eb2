import type { Grain, SourceState, Topology } from "@fyr/contract";
import { untilAborted } from "@fyr/prometheus";
import type { Picture, TrafficSample } from "@fyr/topology";
import { AppError } from "../../app-error.ts";
import type { ObserverEvent, Subscription } from "../observer.ts";
import { createAudience } from "../subscribers/audience.ts";
import { createAttention } from "./attention.ts";
import type { LiveDeps } from "./live-deps.ts";
import { createLivePicture } from "./live-picture.ts";
import { createLookCycle } from "./look-cycle.ts";
import { createLookRecord } from "./look-record.ts";
import { createOneLook } from "./one-look.ts";
import { createSoon } from "./soon.ts";

/** The live picture in one window, looked at once for all who watch it, whatever their scope. */
export interface LiveWindow {
  /** The whole picture, its sources as of now. */
  current(): Topology | undefined;
  /** The newest measurements as a picture at this grain, for these namespaces (none: all). */
  picture(grain: Grain, namespaces: readonly string[], serviceNodes?: boolean): Picture | undefined;
  /** What the whole was built of. */
  samples(): readonly TrafficSample[];
  /** Somebody is interested: looks unless the picture is fresh. */
  wake(): void;
  /** Looks unless the picture is fresh, then gives the best there is; rejects when there has never been one. */
  fresh(signal: AbortSignal): Promise<Topology>;
  /** Looks once, though nobody may want it yet: for what costs Prometheus nothing. */
  prepare(): void;
  /** Returns the end. */
  subscribe(listener: (event: ObserverEvent) => void, asked: Subscription): () => void;
  /** Something beside the measurements changed: the picture is built again soon if somebody watches. */
  rebuild(): void;
  isWatched(): boolean;
  close(): void;
}

/** So many refreshes whoever finds an old picture waits for a new one. */
const patienceRefreshes = 2;
const rebuildAfterMs = 300;
/** Shorter than a window goes on being measured when nobody asks for it. */
const slowestSeconds = 25;

export function createLiveWindow(deps: LiveDeps, windowSeconds: number): LiveWindow {
  const patienceMs = patienceRefreshes * deps.refreshSeconds * 1000;
  const { live, record, cycle, audience, attention, rebuilding, sources } = assemble(deps, windowSeconds, patienceMs);

  return {
    current: audience.current,
    picture: (grain, namespaces, serviceNodes = false) =>
      grain === "workload" && namespaces.length === 0 && !serviceNodes
        ? live.held()
        : live.cut(grain, namespaces, sources(), serviceNodes),
    samples: live.samples,
    wake: attention.wake,
    fresh: async (signal) => {
      const isWorthWaiting = attention.wake();
      const hasPicture = audience.current() !== undefined;
      if (!hasPicture) await untilAborted(cycle.newest(), signal);
      else if (isWorthWaiting) await untilAborted(inTime(cycle.newest(), patienceMs), signal);
      const topology = audience.current();
      if (topology === undefined) throw record.fault() ?? new AppError("not_ready", "Fyr has stopped looking.");
      return topology;
    },
    prepare: () => {
      if (!attention.isAwake()) void cycle.run(new AbortController().signal);
    },
    subscribe: (listener, asked) => {
      const leave = audience.join(listener, asked, attention.wake());
      deps.metrics.subscribed(1);
      return () => {
        leave();
        deps.metrics.subscribed(-1);
        attention.left();
      };
    },
    rebuild: rebuilding.request,
    isWatched: () => audience.isWatched() || attention.isAwake(),
    close: () => {
      attention.close();
      rebuilding.cancel();
    },
  };
}

/** The parts of one window and how they hang together: attention → look → picture → audience. */
function assemble(deps: LiveDeps, windowSeconds: number, patienceMs: number) {
  const everySeconds = paceOf(windowSeconds, deps.refreshSeconds);
  const record = createLookRecord(deps.now, everySeconds * 1000);
  const sources = (): SourceState[] => [record.source(), deps.kubernetesState()];
  /** A picture that is only prepared keeps nobody awake. */
  const keepMeasuring = () => {
    if (audience.isWatched() || attention.isAwake()) deps.keepMeasuring?.();
  };
  const live = createLivePicture({ ...deps, keepMeasuring }, { windowSeconds, everySeconds }, () =>
    rebuilding.request(),
  );
  const look = createOneLook(deps, record, {
    everySeconds,
    measure: live.look,
    show: (signal) => {
      audience.publish();
      live.lookBack(signal);
    },
    onStale: () => audience.publishStale(),
    onEnd: () => audience.greetWaiting(),
  });
  const audience = createAudience({
    newEpoch: deps.newEpoch,
    build: (namespaces) =>
      (namespaces.length === 0 ? live.refresh(sources()) : live.cut("workload", namespaces, sources()))?.topology,
    sources,
    patienceMs,
    attempt: look.attempt,
  });
  const cycle = createLookCycle(deps, everySeconds, record, look.look);
  const attention = createAttention(cycle.run, record, audience.isWatched);
  const rebuilding = createSoon(() => {
    if (attention.isAwake() && !record.isFailing()) look.attempt(audience.publish);
  }, rebuildAfterMs);
  return { live, record, cycle, audience, attention, rebuilding, sources };
}

/** When the work has ended, or when it has taken this long. */
async function inTime(work: Promise<unknown>, ms: number): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Wide windows move slowly: they are looked at a hundred times per window, not every refresh; often enough to keep awake
 * what they may be made of.
 */
function paceOf(windowSeconds: number, refreshSeconds: number): number {
  const seconds = Math.min(windowSeconds / 100, slowestSeconds);
  return Math.max(1, Math.floor(seconds / refreshSeconds)) * refreshSeconds;
}
