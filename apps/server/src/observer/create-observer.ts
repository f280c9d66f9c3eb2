import type { SourceState, Topology } from "@fyr/contract";
import { known } from "@fyr/topology";
import { createPlainMoments, momentSeen, type PlainMoments } from "./compare/plain-moments.ts";
import { type Comparing, createComparing } from "./compare/two-moments.ts";
import { createInvestigating } from "./investigate/investigating.ts";
import { createKubernetesSide } from "./kubernetes-side.ts";
import { alignedInstant } from "./live/aligned-instant.ts";
import { durationsOf } from "./live/durations-of.ts";
import { createLiveCuts } from "./live/live-cuts.ts";
import type { LiveWindow } from "./live/live-window.ts";
import { createLiveWindows, type LiveWindows } from "./live/live-windows.ts";
import type { MomentQuery } from "./moment-query.ts";
import type { Observer } from "./observer.ts";
import type { ObserverDeps } from "./observer-deps.ts";
import { createMomentPictures, type MomentPictures } from "./past/moment-pictures.ts";
import { createMomentSamples } from "./past/moment-samples.ts";
import { createPastCuts } from "./past/past-cuts.ts";
import type { Subject } from "./subject.ts";
import { findSubject } from "./subjects.ts";

export interface ObserverOptions extends Omit<ObserverDeps, "inventory" | "kubernetesState"> {
  /** Absent in a query or a subscription, this is the window. */
  readonly windowSeconds: number;
  /** What to say of Kubernetes until something is heard of it. */
  readonly kubernetes: SourceState;
}

export function createObserver(options: ObserverOptions): Observer {
  const kubernetes = createKubernetesSide(options.kubernetes, options.now);
  const deps: ObserverDeps = { ...options, inventory: kubernetes.inventory, kubernetesState: kubernetes.state };
  const windows = createLiveWindows(deps, options.windowSeconds);
  return {
    current: () => {
      windows.main.wake();
      return windows.main.current();
    },
    hasPicture: () => windows.main.current() !== undefined,
    ...createQuestions(options, windows, createPast(deps, options.windowSeconds)),
    ...createInvestigating(deps),
    subscribe: (listener, asked = {}) =>
      windows.of(asked.windowSeconds ?? options.windowSeconds).subscribe(listener, asked),
    inventory: kubernetes.inventory,
    setInventory: (inventory) => {
      kubernetes.setInventory(inventory);
      windows.rebuild();
    },
    setKubernetesState: (state) => {
      if (kubernetes.setState(state)) windows.rebuild();
    },
    close: windows.close,
  };
}

/** Moments asked for, their measurements shared whatever is made of them. */
function createPast(deps: ObserverDeps, windowSeconds: number) {
  const cuts = createPastCuts(deps, windowSeconds);
  const samplesOf = createMomentSamples(deps.telemetry);
  return {
    moments: createMomentPictures(deps, cuts, samplesOf, windowSeconds),
    plain: createPlainMoments(deps, cuts, samplesOf),
  };
}

/** Single questions: answered from the live picture where it knows, else by looking at that moment. */
function createQuestions(
  options: ObserverOptions,
  windows: LiveWindows,
  { moments, plain }: { readonly moments: MomentPictures; readonly plain: PlainMoments },
): Pick<Observer, "at" | "written" | "replay" | "resolve" | keyof Comparing> {
  const { main } = windows;
  const cuts = createLiveCuts();
  /** The newest instant all live pictures of this refresh share. */
  const latest = () => alignedInstant(options.now() / 1000, options.refreshSeconds);

  const liveWindow = ({ windowSeconds = options.windowSeconds }: MomentQuery) =>
    windows.watched(windowSeconds) ?? windows.heldAt(windowSeconds, latest());

  async function livePicture(query: MomentQuery, signal: AbortSignal): Promise<Topology | undefined> {
    if (query.at !== undefined) return undefined;
    const window = liveWindow(query);
    if (window === undefined) return undefined;
    const live = await window.fresh(signal);
    return cuts.of(window, live, query);
  }

  async function topologyAt(query: MomentQuery, signal: AbortSignal): Promise<Topology> {
    const live = await livePicture(query, signal);
    if (live !== undefined) return live;
    const { at } = query;
    if (at !== undefined) return moments.topology({ ...query, at }, signal);
    return (await moments.picture({ ...query, at: latest() }, signal)).topology;
  }

  const comparing = createComparing({
    now: async (query, signal) => {
      const window = query.at === undefined ? liveWindow(query) : undefined;
      if (window === undefined) return plain({ ...query, at: query.at ?? latest() }, "at", signal);
      await window.fresh(signal);
      const picture = cuts.picture(window, query);
      const samples = window.samples();
      // Rates come before durations: until those are there the moment is read whole.
      return picture !== undefined && samples.some(({ kind }) => kind === "latency")
        ? momentSeen(picture, samples)
        : plain({ ...query, at: latest() }, "at", signal);
    },
    past: plain,
    latest,
  });

  return {
    ...comparing,
    at: topologyAt,
    written: async (query, signal) => {
      const topology = await topologyAt(query, signal);
      return { json: JSON.stringify(topology), isFinal: query.at !== undefined && moments.isFinal(topology) };
    },
    replay: moments.replay,
    resolve: async (id, moment, signal) => {
      const window = moment.at === undefined ? (liveWindow(moment) ?? main) : undefined;
      if (window !== undefined) {
        const { at } = await window.fresh(signal);
        const found = await findSubject(id, async (grain, serviceNodes) =>
          cuts.picture(window, { grain, serviceNodes }),
        );
        if (found !== undefined) return window === liveWindow(moment) ? withLive(found, window, at) : found;
      }
      const at = moment.at ?? latest();
      return findSubject(id, (grain, serviceNodes) => moments.picture({ ...moment, at, grain, serviceNodes }, signal));
    },
  };
}

/** With what the picture it is in knows of it. `at`: of that picture, RFC 3339. */
function withLive(subject: Subject, window: LiveWindow, at: string): Subject {
  const latencyBuckets = subject.type === "edge" ? durationsOf(window.samples(), subject.keys) : undefined;
  return { ...subject, live: { at: Date.parse(at) / 1000, ...known("latencyBuckets", latencyBuckets) } };
}
