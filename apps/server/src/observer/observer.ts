import type { Replay, SourceState, Stale, Topology, TopologyDiff } from "@fyr/contract";
import type { Inventory } from "@fyr/topology";
import type { Comparing } from "./compare/two-moments.ts";
import type { Investigating } from "./investigate/investigating.ts";
import type { MomentQuery } from "./moment-query.ts";
import type { Subject, SubjectId } from "./subject.ts";

/** What happens to the live picture. `id` names the revision for `Last-Event-ID`, also across restarts and replicas. */
export type ObserverEvent =
  | { readonly event: "snapshot"; readonly id: string; readonly data: Topology }
  | { readonly event: "diff"; readonly id: string; readonly data: TopologyDiff }
  | { readonly event: "stale"; readonly data: Stale };

export interface WrittenPicture {
  readonly json: string;
  /** The same question has the same answer from now on. */
  readonly isFinal: boolean;
}

/** A span of the past, in frames. */
export interface ReplaySpan extends Pick<MomentQuery, "windowSeconds" | "namespaces"> {
  /** Unix seconds. */
  readonly from: number;
  /** Unix seconds; absent is now. */
  readonly to?: number;
  /** Absent: as short as makes no more than 120 frames. */
  readonly stepSeconds?: number;
}

export interface Subscription {
  /** Absent: the default window. */
  readonly windowSeconds?: number;
  /** Scope, as in MomentQuery. */
  readonly namespaces?: readonly string[];
  /** The id of the last event the subscriber has seen: it gets the diffs since, when they are still held. */
  readonly lastEventId?: string;
}

/** Looks once for everybody, and only while somebody wants it. */
export interface Observer extends Comparing, Investigating {
  /**
   * The live picture in the default window, its `sources` as of this instant; undefined until a look succeeded. Asking
   * counts as watching: a picture that has grown old is looked at again, for whoever asks next.
   */
  current(): Topology | undefined;
  /** There is a picture, however old. Asking changes nothing. */
  hasPicture(): boolean;
  /** One moment. Rejects with AppError where the query is absurd and where the source fails. */
  at(query: MomentQuery, signal: AbortSignal): Promise<Topology>;
  /** What `at` gives, ready to be sent. */
  written(query: MomentQuery, signal: AbortSignal): Promise<WrittenPicture>;
  /** A span of the past. Rejects as `at` does. */
  replay(query: ReplaySpan, signal: AbortSignal): Promise<Replay>;
  /** Calls the listener with a snapshot (at once, or after the first look), then with what follows. Returns the end. */
  subscribe(listener: (event: ObserverEvent) => void, subscription?: Subscription): () => void;
  /** Undefined for an id that is not on the map of that moment and window, at any grain. */
  resolve(
    id: SubjectId,
    moment: Pick<MomentQuery, "at" | "windowSeconds">,
    signal: AbortSignal,
  ): Promise<Subject | undefined>;
  /** What Kubernetes has; undefined while it was not read. */
  inventory(): Inventory | undefined;
  setInventory(inventory: Inventory): void;
  setKubernetesState(state: SourceState): void;
  /** Ends all looking; nothing is asked or published afterwards. */
  close(): void;
}
