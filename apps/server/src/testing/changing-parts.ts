import { setTimeout as pause } from "node:timers/promises";

/** What changes are made with, beside a cluster: nothing is measured, nobody watches, and a mishap is thrown. */
export const changingParts = {
  telemetry: {
    requestsByDestination: async () => [],
    outcomesByDestination: async () => [],
    latencyByDestination: async () => [],
    lastPush: async () => undefined,
    controlPlaneVersion: async () => "1.27.1",
  },
  observer: { current: () => undefined },
  now: Date.now,
  wait: (ms: number, until: AbortSignal) => pause(ms, undefined, { signal: until }).catch(() => undefined),
  newId: () => crypto.randomUUID(),
  onMishap: (error: unknown) => {
    throw error;
  },
};
