import type { SourceState, Topology } from "@fyr/contract";
import type { ObserverEvent } from "../observer.ts";
import { createHeldRevisions } from "./held-revisions.ts";

type Listener = (event: ObserverEvent) => void;

/** One live picture with its viewers: what all see, or what those of one scope see. */
export interface PictureChannel {
  current(): Topology | undefined;
  hasViewers(): boolean;
  /** Makes this the picture and tells everybody. The revision is given here. */
  publish(topology: Topology): void;
  /** The picture stays, and its sources are in this state. Those who wait are told nothing. */
  publishStale(sources: readonly SourceState[]): void;
  /** The viewer is told nothing until the next picture, or until it is greeted. */
  join(listener: Listener, lastEventId: string | undefined): Guest;
}

export interface Guest {
  isWaiting(): boolean;
  /** With what is held, from these sources. */
  greet(sources: readonly SourceState[]): void;
  leave(): void;
}

/** `epoch` tells this channel's revisions from those of an earlier process or another replica. */
export function createPictureChannel(epoch: string): PictureChannel {
  const revisions = createHeldRevisions(epoch);
  const listeners = new Set<Listener>();
  const waiting = new Map<Listener, string | undefined>();

  const staleEvent = (sources: readonly SourceState[]): ObserverEvent => ({
    event: "stale",
    data: { revision: revisions.current()?.revision ?? 0, sources: [...sources] },
  });

  function greet(listener: Listener, sources: readonly SourceState[]): void {
    const missed = revisions.since(waiting.get(listener), sources);
    waiting.delete(listener);
    for (const event of missed ?? [revisions.snapshot(sources)]) if (event !== undefined) listener(event);
    // Where no picture could tell it, an event of its own does.
    if (missed?.length === 0 || revisions.current() === undefined) listener(staleEvent(sources));
    listeners.add(listener);
  }

  return {
    current: revisions.current,
    hasViewers: () => listeners.size + waiting.size > 0,
    publish: (topology) => {
      const event = revisions.add(topology);
      for (const listener of listeners) listener(event);
      for (const listener of waiting.keys()) greet(listener, topology.sources);
    },
    publishStale: (sources) => {
      const event = staleEvent(sources);
      for (const listener of listeners) listener(event);
    },
    join: (listener, lastEventId) => {
      waiting.set(listener, lastEventId);
      return {
        isWaiting: () => waiting.has(listener),
        greet: (sources) => {
          if (waiting.has(listener)) greet(listener, sources);
        },
        leave: () => {
          waiting.delete(listener);
          listeners.delete(listener);
        },
      };
    },
  };
}
