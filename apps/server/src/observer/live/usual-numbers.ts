import type { TelemetryMoment } from "@fyr/prometheus";
import type { UsualPicture } from "@fyr/topology";
import type { ObserverDeps } from "../observer-deps.ts";
import { type Before, measureBefore, usualFrom } from "../source/usual-before.ts";
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

export function createUsualNumbers(deps: ObserverDeps): UsualNumbers {
  const { now, inventory } = deps;
  let reachesBack = true;
  let built: { of: Before; withInventory: boolean; usual: UsualPicture } | undefined;
  const before = createPacedAnswer<Before | undefined>(
    async ({ at }, signal) => {
      const measured = await measureBefore(deps, at, signal);
      reachesBack = measured !== undefined;
      return measured;
    },
    () => (reachesBack ? everyMs : retryMs),
    now,
  );

  return {
    refresh: before.refresh,
    known: () => {
      const measured = before.last()?.value;
      if (measured === undefined) return undefined;
      // Gateways have other ids once the cluster is read: the ids must be those of the live picture.
      const withInventory = inventory() !== undefined;
      if (built?.of !== measured || built.withInventory !== withInventory) {
        built = { of: measured, withInventory, usual: usualFrom(measured, inventory(), deps) };
      }
      return built.usual;
    },
  };
}
