import type { SourceState, Topology } from "@fyr/contract";
import { diffTopology } from "@fyr/topology";
import type { ObserverEvent } from "../observer.ts";

type Listener = (event: ObserverEvent) => void;

/** One live picture with its viewers: what all see, or what those of one scope see. */
export interface PictureChannel {
  current(): Topology | undefined;
  subscriberCount(): number;
  /** Makes this the picture and tells everybody what changed. The revision is given here. */
  publish(topology: Topology): void;
  /** The picture stays, and its sources are in this state. */
  publishStale(sources: readonly SourceState[]): void;
  /** `sources`: the state to greet with when the picture is not fresh. */
  subscribe(listener: Listener, lastEventId: string | undefined, stale: readonly SourceState[] | undefined): () => void;
}

/** Diffs kept for viewers that come back. At a refresh of 5 s: some minutes. */
const heldDiffs = 60;

/** `epoch` tells this channel's revisions from those of an earlier process or another replica. */
export function createPictureChannel(epoch: string): PictureChannel {
  const listeners = new Set<Listener>();
  let topology: Topology | undefined;
  let diffs: Extract<ObserverEvent, { event: "diff" }>[] = [];

  const idOf = (revision: number) => `${epoch}-${revision}`;
  const tell = (event: ObserverEvent) => {
    for (const listener of listeners) listener(event);
  };
  const snapshot = (of: Topology): ObserverEvent => ({ event: "snapshot", id: idOf(of.revision), data: of });

  function publish(next: Topology): void {
    const before = topology;
    const after = { ...next, revision: (before?.revision ?? 0) + 1 };
    topology = after;
    if (before === undefined) {
      tell(snapshot(after));
      return;
    }
    const diff = diffTopology(before, after);
    // Viewers may have been told of a stale source since `before`: what holds now is always said.
    const told = { ...diff, header: { ...diff.header, sources: after.sources } };
    const event = { event: "diff", id: idOf(after.revision), data: told } as const;
    diffs = [...diffs.slice(1 - heldDiffs), event];
    tell(event);
  }

  /** The events that carry a viewer from `lastEventId` to now; undefined when they are not held. */
  function missed(lastEventId: string | undefined): readonly ObserverEvent[] | undefined {
    if (lastEventId === undefined || topology === undefined) return undefined;
    if (lastEventId === idOf(topology.revision)) return [];
    const from = diffs.findIndex((diff) => idOf(diff.data.from) === lastEventId);
    return from < 0 ? undefined : diffs.slice(from);
  }

  return {
    current: () => topology,
    subscriberCount: () => listeners.size,
    publish,
    publishStale: (sources) => tell(staleEvent(topology, sources)),
    subscribe: (listener, lastEventId, stale) => {
      const events = missed(lastEventId) ?? (topology === undefined ? [] : [snapshot(topology)]);
      for (const event of events) listener(event);
      if (stale !== undefined) listener(staleEvent(topology, stale));
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function staleEvent(topology: Topology | undefined, sources: readonly SourceState[]): ObserverEvent {
  return { event: "stale", data: { revision: topology?.revision ?? 0, sources: [...sources] } };
}
