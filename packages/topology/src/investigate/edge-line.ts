import type { EdgeId, Protocol } from "@fyr/contract";
import { blackHole } from "../called-service.ts";
import type { Place } from "../place.ts";
import type { SampleKey } from "../samples.ts";
import { valueAt } from "./numbers.ts";

/** What one side of an edge counted, bin by bin, per second. */
export interface SideLine {
  readonly requests: Float64Array;
  /** Server errors as everywhere else in Fyr: what `errorRatio` is made of. */
  readonly errors: Float64Array;
  /** See `OutcomeKind`. */
  readonly failed: Float64Array;
  readonly late: Float64Array;
  readonly client: Float64Array;
  /** Known to have come in plaintext. */
  readonly plaintext: Float64Array;
  /** Ms of all that were timed, and how many these were. */
  readonly time: Float64Array;
  readonly timed: Float64Array;
  readonly connections: Float64Array;
  readonly bytes: Float64Array;
  /** Failed and late ones by Envoy's flags. */
  readonly flags: Map<string, Float64Array>;
}

/** All traffic of one protocol from one node to another over the bins of a history. */
export interface EdgeLine {
  readonly id: EdgeId;
  readonly source: Place;
  readonly target: Place;
  readonly protocol: Protocol;
  /** As the caller's proxy counted, else a waypoint; and as the callee's did. One of them is there. */
  readonly caller?: SideLine;
  readonly callee?: SideLine;
  /** Ztunnels alone counted it: whatever is spoken there, it is told as TCP. */
  readonly ztunnel?: true;
  /** Hosts that were called. */
  readonly services: ReadonlySet<string>;
  readonly keys: ReadonlySet<SampleKey>;
  /**
   * What failures are a share of: requests, of TCP connections. Where no workload is known to have been reached, those
   * of the caller to the same services, whoever answered.
   */
  readonly asked: Float64Array;
  /** Of who is new: what its caller got from others for the same services until it came, and from it since. */
  readonly past?: Pick<EdgeLine, "caller" | "callee" | "asked">;
  /** Bytes a second that ztunnels carried between the two, beside what is counted here: the same, a layer lower. */
  readonly carried?: Float64Array;
}

export function emptySide(length: number): SideLine {
  const zeros = () => new Float64Array(length);
  return {
    requests: zeros(),
    errors: zeros(),
    failed: zeros(),
    late: zeros(),
    client: zeros(),
    plaintext: zeros(),
    time: zeros(),
    timed: zeros(),
    connections: zeros(),
    bytes: zeros(),
    flags: new Map(),
  };
}

/**
 * Requests, of TCP connections: no side of an edge has both. A ztunnel counts a connection when it is opened and a
 * failure when it ends, which may be later.
 */
export function countedOf({ requests, connections, failed, late }: SideLine): Float64Array {
  return Float64Array.from(requests, (value, bin) =>
    Math.max(value + valueAt(connections, bin), valueAt(failed, bin) + valueAt(late, bin)),
  );
}

/** Whoever counts what a caller gets: itself where it can. */
export function seenByCaller({ caller, callee }: Pick<EdgeLine, "caller" | "callee">): SideLine | undefined {
  return caller ?? callee;
}

export function seenByCallee({ caller, callee }: Pick<EdgeLine, "caller" | "callee">): SideLine | undefined {
  return callee ?? caller;
}

/** Nobody is known to have been reached. */
export function isNowhere({ target }: Pick<EdgeLine, "target">): boolean {
  return target.kind === "service" || target.kind === "unknown" || target.service === blackHole;
}
