import type { SourceState, Topology } from "@fyr/contract";
import type { Inventory } from "@fyr/topology";
import { AppError } from "../app-error.ts";
import { alignedInstant } from "./live/aligned-instant.ts";
import { createLiveWindow, type LiveWindow } from "./live/live-window.ts";
import type { MomentQuery, Observer } from "./observer.ts";
import type { ObserverDeps } from "./observer-deps.ts";
import { createMomentPictures } from "./past/moment-pictures.ts";
import { findSubject } from "./subjects.ts";

export interface ObserverOptions extends Omit<ObserverDeps, "inventory" | "kubernetesState"> {
  /** Absent in a query or a subscription, this is the window. */
  readonly windowSeconds: number;
  /** What to say of Kubernetes until something is heard of it. */
  readonly kubernetes: SourceState;
}

/** Windows watched at once: each costs Prometheus as much as one viewer. */
const mostLanes = 6;

export function createObserver(options: ObserverOptions): Observer {
  let inventory: Inventory | undefined;
  let kubernetes = { state: options.kubernetes, heardAt: options.now() };
  const deps: ObserverDeps = {
    ...options,
    inventory: () => inventory,
    kubernetesState: () => aged(kubernetes.state, (options.now() - kubernetes.heardAt) / 1000),
  };
  const moments = createMomentPictures(deps, options.windowSeconds);
  const main = createLiveWindow(deps, options.windowSeconds);
  const lanes = new Map<number, LiveWindow>([[options.windowSeconds, main]]);

  function laneOf(windowSeconds: number): LiveWindow {
    const known = lanes.get(windowSeconds);
    if (known !== undefined) return known;
    for (const [window, lane] of lanes) {
      if (lane === main || lane.isWatched()) continue;
      lane.close();
      lanes.delete(window);
    }
    if (lanes.size >= mostLanes) {
      const watched = [...lanes.keys()].join(", ");
      throw new AppError("too_many_requests", `Too many different windows are watched: take one of ${watched} s.`, {
        field: "windowSeconds",
      });
    }
    const lane = createLiveWindow(deps, windowSeconds);
    lanes.set(windowSeconds, lane);
    return lane;
  }

  /** The newest instant all live pictures of this refresh share. */
  const latest = () => alignedInstant(options.now() / 1000, options.refreshSeconds);

  async function at(query: MomentQuery, signal: AbortSignal): Promise<Topology> {
    const { grain = "workload", namespaces = [], windowSeconds = options.windowSeconds } = query;
    if (query.at === undefined && windowSeconds === options.windowSeconds) {
      const live = await main.fresh(signal);
      if (grain === "workload" && namespaces.length === 0) return live;
      const picture = main.picture(grain, namespaces);
      if (picture !== undefined) return { ...picture.topology, revision: 0 };
    }
    const picture = await moments.picture({ ...query, at: query.at ?? latest() }, signal);
    return picture.topology;
  }

  return {
    current: () => {
      main.wake();
      return main.current();
    },
    hasPicture: () => main.current() !== undefined,
    at,
    subscribe: (listener, { windowSeconds = options.windowSeconds, namespaces = [], lastEventId } = {}) =>
      laneOf(windowSeconds).subscribe(listener, namespaces, lastEventId),
    resolve: async (id, when, signal) => {
      if (when === undefined) {
        await main.fresh(signal);
        const live = await findSubject(id, async (grain) => main.picture(grain, []));
        if (live !== undefined) return live;
      }
      const moment = when ?? latest();
      return findSubject(id, (grain) => moments.picture({ at: moment, grain }, signal));
    },
    inventory: () => inventory,
    setInventory: (next) => {
      inventory = next;
      for (const lane of lanes.values()) lane.rebuild();
    },
    setKubernetesState: (state) => {
      const before = kubernetes.state;
      kubernetes = { state, heardAt: options.now() };
      if (before.status === state.status && before.message === state.message) return;
      for (const lane of lanes.values()) lane.rebuild();
    },
    close: () => {
      for (const lane of lanes.values()) lane.close();
    },
  };
}

/** A source that is not well grows older while nothing is heard of it. */
function aged(state: SourceState, seconds: number): SourceState {
  if (state.status !== "stale" || state.ageSeconds === undefined) return state;
  return { ...state, ageSeconds: Math.round(state.ageSeconds + seconds) };
}
