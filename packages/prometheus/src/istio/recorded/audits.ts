import type { PrometheusClient } from "../../client.ts";
import { PrometheusError } from "../../prometheus-error.ts";
import { type Audited, holdsAll } from "./audit.ts";
import { createKept } from "./kept.ts";

/** Comparisons of recorded series with the proxies' own, one of a kind for ten minutes. */
export interface Audits {
  /** At an instant (Unix seconds). */
  isSound(audited: Audited, at: number): Promise<boolean>;
  /** As far as was compared. */
  hasFailed(at: number): boolean;
}

const auditedSeconds = 600;

export function createAudits(client: PrometheusClient): Audits {
  const audits = createKept<Promise<boolean>>(128);
  const failed = createKept<true>(64);

  async function compare(audited: Audited, at: number): Promise<boolean> {
    try {
      return await holdsAll(client, audited, at);
    } catch (error) {
      // A comparison that Prometheus refuses says nothing against the series.
      if (error instanceof PrometheusError && error.code === "prometheus_rejected") return true;
      throw error;
    }
  }

  return {
    isSound: async (audited, at) => {
      const slot = slotOf(at);
      const sound = await audits.getOrAsk(`${audited}|${slot}`, () => compare(audited, at));
      if (!sound) failed.set(slot, true);
      return sound;
    },
    hasFailed: (at) => failed.get(slotOf(at)) === true,
  };
}

function slotOf(at: number): string {
  return String(Math.floor(at / auditedSeconds));
}
