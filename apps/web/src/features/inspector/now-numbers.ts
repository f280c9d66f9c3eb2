import type { Health, Latency } from "@fyr/contract";
import type { NumberTone } from "../../ui/number-tone.ts";
import type { Measured } from "../../ui/provenance.ts";
import type { ChartPoint } from "./chart-data.ts";

/** The numbers of the moment on screen. */
export interface NowNumbers {
  readonly errorRatio?: number | undefined;
  readonly requestsPerSecond?: number | undefined;
  readonly latencyMs?: Latency | undefined;
  readonly health: Pick<Health, "status" | "causes">;
  /** Of the success rate alone. */
  readonly successTone: NumberTone;
  /** How it usually is; absent where that is not known, or was trouble as well. */
  readonly usualSuccess?: number | undefined;
  readonly measured: Measured;
  /** The picture's moment, and that of its percentiles where they follow more slowly. RFC 3339. */
  readonly at: string;
  readonly latencyAt?: string | undefined;
}

/** `at`: RFC 3339. Absent where nothing was measured now. */
export function endOf(at: string, value: number | undefined): ChartPoint | undefined {
  return value === undefined ? undefined : { at: Date.parse(at), value };
}
