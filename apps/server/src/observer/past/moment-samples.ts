import type { Measured, TelemetryMoment } from "@fyr/prometheus";
import { known } from "@fyr/topology";
import { createSharedWork } from "../source/shared-work.ts";
import type { Telemetry } from "../source/telemetry.ts";
import { bytesOfMeasured } from "./memory.ts";

/** All that was measured at moments, once for all pictures of them. */
export type MomentSamples = (moment: TelemetryMoment, age: string, signal: AbortSignal) => Promise<Measured>;

const keptBytes = 64 * 1024 * 1024;

/** `age` tells answers about a moment that was not settled from later ones. */
export function createMomentSamples(telemetry: Telemetry): MomentSamples {
  const measurements = createSharedWork<Measured>(keptBytes, bytesOfMeasured);

  async function measure(moment: TelemetryMoment, signal: AbortSignal): Promise<Measured> {
    const parts = await Promise.all([
      telemetry.traffic(moment, signal),
      telemetry.latencies(moment, signal),
      telemetry.messages(moment, signal),
    ]);
    const [{ source }, { seriesPerRow }] = parts;
    return {
      ...known("source", source),
      ...known("seriesPerRow", seriesPerRow),
      samples: parts.flatMap((part) => part.samples),
      warnings: parts.flatMap((part) => part.warnings),
    };
  }

  return (moment, age, signal) => {
    const key = [moment.at, moment.windowSeconds, age].join("|");
    return measurements.get(key, (shared) => measure(moment, shared), signal);
  };
}
