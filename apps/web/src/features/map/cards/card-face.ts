import type { NodeId } from "@fyr/contract";

/** What stands on the card of a folded namespace. */
export interface CardFace {
  /** "cluster/namespace", as that of its box when it is open. */
  readonly id: string;
  readonly name: string;
  readonly members: readonly NodeId[];
  readonly workloads: number;
  /** Which of the eight namespace colours, 1..8. */
  readonly accent: number;
  /** Failing and degraded calls into it, and workloads of its that are. */
  readonly problems: number;
  /** Share of its workloads that are not well, 0..1. */
  readonly badShare: number;
}
