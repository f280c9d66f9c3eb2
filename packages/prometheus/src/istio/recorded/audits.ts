import type { PrometheusClient } from "../../client.ts";
import { PrometheusError } from "../../prometheus-error.ts";
import { type Audited, holdsAll } from "./audit.ts";
import { createKept } from "./kept.ts";

/** Comparisons of recorded series with the proxies' own, one of a kind for ten minutes. */
export interface Audits {
  /**
   * At an instant (Unix seconds). As time goes on nobody waits for the next comparison: until it is there the newest one
   * holds. It is waited for where there was none before.
   */
  isSound(audited: Audited, at: number): Promise<boolean>;
  /** As far as was compared. */
  hasFailed(at: number): boolean;
}

const auditedSeconds = 600;

export function createAudits(client: PrometheusClient): Audits {
  const audits = createKept<Promise<boolean>>(128);
  const failed = createKept<true>(64);
  const newest = new Map<Audited, { readonly slot: number; readonly isSound: boolean }>();

  async function compare(audited: Audited, at: number): Promise<boolean> {
    try {
      return await holdsAll(client, audited, at);
    } catch (error) {
      // A comparison that Prometheus refuses says nothing against the series.
      if (error instanceof PrometheusError && error.code === "prometheus_rejected") return true;
      throw error;
    }
  }

  async function compareAndNote(audited: Audited, at: number): Promise<boolean> {
    const isSound = await compare(audited, at);
    const slot = slotOf(at);
    if (!isSound) failed.set(`${slot}`, true);
    if (slot >= (newest.get(audited)?.slot ?? slot)) newest.set(audited, { slot, isSound });
    return isSound;
  }

  return {
    isSound: async (audited, at) => {
      const slot = slotOf(at);
      const compared = audits.getOrAsk(`${audited}|${slot}`, () => compareAndNote(audited, at));
      const before = newest.get(audited);
      return before !== undefined && before.slot < slot ? before.isSound : compared;
    },
    hasFailed: (at) => failed.get(`${slotOf(at)}`) === true,
  };
}

/** Which ten minutes. */
function slotOf(at: number): number {
  return Math.floor(at / auditedSeconds);
}
