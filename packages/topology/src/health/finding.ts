import type { HealthCause } from "@fyr/contract";
import type { Level } from "./settle.ts";

/** The value on a chart from which on a subject is unwell. */
export interface UnwellFrom {
  readonly measure: "errorRatio" | "clientErrorRatio" | "p95Ms" | "p99Ms";
  readonly from: number;
}

/** What one tolerance finds in the traffic, before it is known what was held of it. */
export interface Finding {
  readonly key: string;
  /** The level of the value times `scale`; it does not fall when `scale` rises. */
  levelAt(scale: number): Level;
  causeOf(status: HealthCause["status"]): HealthCause;
  readonly unwellFrom: UnwellFrom;
}
