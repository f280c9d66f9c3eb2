import type { Measured, TelemetryMoment } from "@fyr/prometheus";
import { buildPicture, type UsualPicture, usualOf } from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { createPacedAnswer } from "./paced-answer.ts";

/** How every edge and node usually is. */
export interface UsualNumbers {
  /** Undefined where the samples do not reach back that far. */
  known(): UsualPicture | undefined;
  /** Asks when it is due. Never rejects; true when there is something new. */
  refresh(moment: TelemetryMoment, signal: AbortSignal): Promise<boolean>;
}

const everyMs = 10 * 60_000;
const retryMs = 60_000;
/** The usual: half an hour, one hour before. */
const agoSeconds = 3600;
const windowSeconds = 1800;

type Then = Measured & { readonly at: number };

export function createUsualNumbers({ telemetry, history, now, inventory }: ObserverDeps): UsualNumbers {
  let reachesBack = true;
  let built: { of: Then; withInventory: boolean; usual: UsualPicture } | undefined;
  const then = createPacedAnswer<Then | undefined>(
    async (live, signal) => {
      const moment = { at: live.at - agoSeconds, windowSeconds };
      const oldest = await history.oldestSample(signal);
      reachesBack = oldest !== undefined && oldest <= moment.at - windowSeconds / 2;
      if (!reachesBack) return undefined;
      const traffic = await telemetry.traffic(moment, signal);
      const latency = await telemetry.latencies(moment, signal);
      return { at: moment.at, samples: [...traffic.samples, ...latency.samples], warnings: [] };
    },
    () => (reachesBack ? everyMs : retryMs),
    now,
  );

  return {
    refresh: then.refresh,
    known: () => {
      const measured = then.last()?.value;
      if (measured === undefined) return undefined;
      // Gateways have other ids once the cluster is read: the ids must be those of the live picture.
      const withInventory = inventory() !== undefined;
      if (built?.of !== measured || built.withInventory !== withInventory) {
        built = { of: measured, withInventory, usual: usualOf(pictureThen(measured)) };
      }
      return built.usual;
    },
  };

  function pictureThen({ at, samples }: Then) {
    const known = inventory();
    return buildPicture({
      at: formatInstant(at),
      windowSeconds,
      grain: "workload",
      samples,
      ...(known === undefined ? {} : { inventory: known }),
      sources: [],
      warnings: [],
    }).topology;
  }
}
