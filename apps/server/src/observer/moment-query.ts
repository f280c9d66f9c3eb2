import type { Grain } from "@fyr/contract";

/** One moment, in one window, at one grain. */
export interface MomentQuery {
  /** Unix seconds; absent is now. */
  readonly at?: number;
  /** Absent: the default window. */
  readonly windowSeconds?: number;
  /** Absent: workload. */
  readonly grain?: Grain;
  /** Traffic goes through the service that was called. */
  readonly serviceNodes?: boolean;
  /** `a` or `cluster/a`; absent is all. */
  readonly namespaces?: readonly string[];
}
