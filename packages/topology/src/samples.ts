import type { Protocol, Reporter } from "@fyr/contract";

/** One end of measured traffic. An absent field is not known: dialects turn `""` and `"unknown"` into absence. */
export interface Party {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly workload?: string;
  readonly app?: string;
  readonly version?: string;
}

/** The called end, with the service that was called: `serviceHost` is the full host name, `service` the short one. */
export interface ServiceParty extends Party {
  readonly service?: string;
  readonly serviceNamespace?: string;
  readonly serviceHost?: string;
}

/** A party of one node. */
export interface NodeParty extends ServiceParty {
  /** Where the same party, its cluster not told, is part of other nodes as well: the clusters of the other ends, here. */
  readonly near?: readonly (string | undefined)[];
}

/** Who reported whose traffic. The finest grain there is: everything else is rolled up from it. */
export interface SampleKey {
  readonly reporter: Reporter;
  readonly protocol: Protocol;
  readonly source: Party;
  readonly destination: ServiceParty;
}

/**
 * How durations spread. Bounds are upper ends in ms, rising, each once, `Infinity` last; `perSecond` counts everything
 * at or below each. There is at least one.
 */
export interface Histogram {
  readonly bounds: readonly number[];
  readonly perSecond: readonly number[];
}

/** What an edge was measured by, to ask for its charts. */
export interface EdgeKey extends SampleKey {
  /**
   * Not all of it: `durations`, `messages` where another reporter counts the requests and not these; `stopped` of what is
   * sent to a waypoint that counts the same call, only what never got there.
   */
  readonly only?: "durations" | "messages" | "stopped";
}

export interface RequestsSample extends SampleKey {
  readonly kind: "requests";
  /** HTTP status as a string, `"0"` when no answer came, `"unknown"` where the proxies are told not to say. */
  readonly code: string;
  readonly grpcStatus?: string;
  /** What was asked for, where the mesh names it. */
  readonly operation?: string;
  /** Envoy's response flags, comma separated. */
  readonly flags?: string;
  /** Absent where the reporter cannot tell. */
  readonly mtls?: boolean;
  readonly perSecond: number;
}

export interface LatencySample extends SampleKey {
  readonly kind: "latency";
  /** Absent when only sums are known. */
  readonly histogram?: Histogram;
  readonly sumMsPerSecond?: number;
  readonly countPerSecond?: number;
}

/** Seen along the edge: `toTarget` is what the caller sent. */
export type Direction = "toTarget" | "toSource";

export interface BytesSample extends SampleKey {
  readonly kind: "bytes";
  readonly direction: Direction;
  readonly perSecond: number;
  readonly flags?: string;
  readonly mtls?: boolean;
  /** Counted by a ztunnel: what it saw may be requests that others know as such. */
  readonly ztunnel?: boolean;
}

export interface ConnectionsSample extends SampleKey {
  readonly kind: "connections";
  readonly perSecond: number;
  readonly flags?: string;
  readonly ztunnel?: boolean;
  /** Ended under these flags; when it was opened it had none, and was counted so. */
  readonly broken?: boolean;
}

export interface MessagesSample extends SampleKey {
  readonly kind: "messages";
  readonly direction: Direction;
  readonly perSecond: number;
}

/** One measured number with whom it is about. Two samples may be about the same: they add up. */
export type TrafficSample = RequestsSample | LatencySample | BytesSample | ConnectionsSample | MessagesSample;
