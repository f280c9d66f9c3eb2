import type { SourceState, Topology } from "@fyr/contract";
import { diffTopology } from "@fyr/topology";
import type { ObserverEvent } from "../observer.ts";

type Diff = Extract<ObserverEvent, { event: "diff" }>;

/** The revisions of one picture: the last one whole, those before it as diffs. */
export interface HeldRevisions {
  current(): Topology | undefined;
  /** Gives the picture its revision, and what tells of it to those who have the one before. */
  add(topology: Topology): ObserverEvent;
  /** The whole, from these sources. The same object again while they are the same: frames are made once per object. */
  snapshot(sources: readonly SourceState[]): ObserverEvent | undefined;
  /** What carries a viewer from `lastEventId` to now, from these sources; undefined when that is not held. */
  since(lastEventId: string | undefined, sources: readonly SourceState[]): readonly ObserverEvent[] | undefined;
}

/** Diffs kept for viewers that come back. At a refresh of 5 s: some minutes. */
const heldDiffs = 60;

/** `epoch` tells these revisions from those of an earlier process or another replica. */
export function createHeldRevisions(epoch: string): HeldRevisions {
  let topology: Topology | undefined;
  let diffs: Diff[] = [];

  const idOf = (revision: number) => `${epoch}-${revision}`;
  const withSources = (of: Topology, sources: readonly SourceState[]): Topology =>
    isSame(of.sources, sources) ? of : { ...of, sources: [...sources] };

  return {
    current: () => topology,
    add: (next) => {
      const before = topology;
      topology = { ...next, revision: (before?.revision ?? 0) + 1 };
      const id = idOf(topology.revision);
      if (before === undefined) return { event: "snapshot", id, data: topology };
      // Viewers may have been told of other sources since `before`: what holds now is always said.
      const diff = sourced({ event: "diff", id, data: diffTopology(before, topology) }, topology.sources);
      diffs = [...diffs.slice(1 - heldDiffs), diff];
      return diff;
    },
    snapshot: (sources) => {
      if (topology === undefined) return undefined;
      topology = withSources(topology, sources);
      return { event: "snapshot", id: idOf(topology.revision), data: topology };
    },
    since: (lastEventId, sources) => {
      if (lastEventId === undefined || topology === undefined) return undefined;
      if (lastEventId === idOf(topology.revision)) return [];
      const from = diffs.findIndex((diff) => idOf(diff.data.from) === lastEventId);
      if (from < 0) return undefined;
      return diffs.slice(from).map((diff, i, all) => (i === all.length - 1 ? sourced(diff, sources) : diff));
    },
  };
}

function sourced(diff: Diff, sources: readonly SourceState[]): Diff {
  if (isSame(diff.data.header.sources, sources)) return diff;
  return { ...diff, data: { ...diff.data, header: { ...diff.data.header, sources: [...sources] } } };
}

/** Sources are few and flat. */
function isSame(some: readonly SourceState[] | undefined, others: readonly SourceState[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}
