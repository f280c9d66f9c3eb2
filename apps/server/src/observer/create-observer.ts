import type { SourceState, Topology } from "@fyr/contract";
import { createKubernetesSide } from "./kubernetes-side.ts";
import { alignedInstant } from "./live/aligned-instant.ts";
import { createLiveCuts } from "./live/live-cuts.ts";
import { createLiveWindows, type LiveWindows } from "./live/live-windows.ts";
import type { MomentQuery, Observer } from "./observer.ts";
import type { ObserverDeps } from "./observer-deps.ts";
import { createMomentPictures, type MomentPictures } from "./past/moment-pictures.ts";
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
    ...createQuestions(options, windows, createMomentPictures(deps, options.windowSeconds)),
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

/** Single questions: answered from the live picture where it knows, else by looking at that moment. */
function createQuestions(
  options: ObserverOptions,
  windows: LiveWindows,
  moments: MomentPictures,
): Pick<Observer, "at" | "written" | "replay" | "resolve"> {
  const { main } = windows;
  const cuts = createLiveCuts();
  /** The newest instant all live pictures of this refresh share. */
  const latest = () => alignedInstant(options.now() / 1000, options.refreshSeconds);

  async function livePicture(query: MomentQuery, signal: AbortSignal): Promise<Topology | undefined> {
    if (query.at !== undefined) return undefined;
    const windowSeconds = query.windowSeconds ?? options.windowSeconds;
    const window = windows.watched(windowSeconds) ?? windows.heldAt(windowSeconds, latest());
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

  return {
    at: topologyAt,
    written: async (query, signal) => {
      const topology = await topologyAt(query, signal);
      return { json: JSON.stringify(topology), isFinal: query.at !== undefined && moments.isFinal(topology) };
    },
    replay: moments.replay,
    resolve: async (id, when, signal) => {
      if (when === undefined) {
        await main.fresh(signal);
        const live = await findSubject(id, async (grain, serviceNodes) => main.picture(grain, [], serviceNodes));
        if (live !== undefined) return live;
      }
      const moment = when ?? latest();
      return findSubject(id, (grain, serviceNodes) => moments.picture({ at: moment, grain, serviceNodes }, signal));
    },
  };
}
