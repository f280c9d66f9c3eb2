import type { Guard, ObjectChange, Shift, SourceState, StreamEvent, Topology } from "@fyr/contract";
import { applyDiff, readSnapshot } from "@fyr/topology";
import type { LiveState, PushedChanges } from "./live-state.ts";

/** All that was pushed. `receivedAt`: ms since epoch of the last picture or word about it. */
export interface StreamState {
  readonly live: LiveState;
  readonly changes: PushedChanges;
  readonly edits: readonly ObjectChange[];
  readonly guards: readonly Guard[];
  readonly shifts: readonly Shift[];
}

export const emptyStream: StreamState = {
  live: { status: "connecting" },
  changes: [],
  edits: [],
  guards: [],
  shifts: [],
};

const keptChanges = 100;

/**
 * What the state is after an event. `undefined`: the event does not fit what is held (a diff was missed), so the
 * stream has to start again with a snapshot.
 */
export function afterEvent(state: StreamState, { event, data }: StreamEvent, now: number): StreamState | undefined {
  switch (event) {
    case "snapshot":
      return { ...state, live: liveOf(readSnapshot(data), now) };
    case "diff": {
      const topology = topologyOf(state.live);
      if (topology === undefined || topology.revision !== data.from) return undefined;
      return { ...state, live: liveOf(applyDiff(topology, data), now) };
    }
    case "stale":
      return { ...state, live: withSources(state.live, data.sources, now) };
    case "change":
      return { ...state, changes: withLatest(state.changes, data) };
    case "edit":
      return { ...state, edits: withLatest(state.edits, data) };
    case "guard":
      return { ...state, guards: withLatest(state.guards, data) };
    case "shift":
      return { ...state, shifts: withLatest(state.shifts, data) };
  }
}

/** The connection is gone: what is held stays, as stale; without a picture there is only the reason. */
export function afterLoss(state: StreamState, reason: string, now: number): StreamState {
  const { live } = state;
  const topology = topologyOf(live);
  if (topology === undefined) return { ...state, live: { status: "failed", reason, by: "fyr" } };
  const receivedAt = live.status === "stale" ? live.receivedAt : now;
  return { ...state, live: { status: "stale", topology, reason, receivedAt } };
}

/** What is shown of a stream that was just opened: `before`, the picture of the one before it, until it has its own. */
export function inTheMeantime(live: LiveState, before: Topology | undefined): LiveState {
  return live.status === "connecting" && before !== undefined ? { status: "awaited", topology: before } : live;
}

/** The picture that is held, live or not. */
export function topologyOf(state: LiveState): Topology | undefined {
  return "topology" in state ? state.topology : undefined;
}

/** A picture whose metrics are stale is stale, whatever event brought it. Kubernetes alone does not make it so. */
function liveOf(topology: Topology, now: number): LiveState {
  const prometheus = topology.sources.find(({ name }) => name === "prometheus");
  if (prometheus === undefined || prometheus.status === "ok") return { status: "live", topology };
  return { status: "stale", topology, reason: reasonOf(topology.sources), receivedAt: now };
}

function withSources(live: LiveState, sources: readonly SourceState[], now: number): LiveState {
  const topology = topologyOf(live);
  if (topology === undefined) return { status: "failed", reason: reasonOf(sources), by: "prometheus" };
  return liveOf({ ...topology, sources: [...sources] }, now);
}

function reasonOf(sources: readonly SourceState[]): string {
  const said = sources.find(
    ({ status, message }) => (status === "stale" || status === "error") && message !== undefined,
  );
  return said?.message ?? "Prometheus does not answer.";
}

function withLatest<Told extends { readonly id: string }>(told: readonly Told[], latest: Told): readonly Told[] {
  return [latest, ...told.filter(({ id }) => id !== latest.id)].slice(0, keptChanges);
}
