import { type MeshObjects, routesIn } from "@fyr/kubernetes";
import type { KubernetesObject } from "@fyr/routing";
import { guardKind, shiftKind } from "./kinds.ts";
import type { LeaseJob } from "./lease-loop.ts";
import type { LookAfter } from "./look-after.ts";

/** Looks at everything that is armed or runs; a few at a time, whoever waited longest first. */
export function createGuardJob(
  lookAfter: LookAfter,
  now: () => number,
  onMishap: (error: unknown, doing: string) => void,
): LeaseJob {
  const lookedAt = new Map<string, number>();

  function dueIn(objects: MeshObjects): Look[] {
    return routesIn(objects).flatMap((object) => [
      ...guardKind.records
        .read(object)
        .filter(guardKind.records.isActive)
        .map(
          (entry): Look => ({
            id: entry.id,
            object,
            run: (signal) => lookAfter(guardKind, objects, { object, entry }, signal),
          }),
        ),
      ...shiftKind.records
        .read(object)
        .filter(shiftKind.records.isActive)
        .map(
          (entry): Look => ({
            id: entry.id,
            object,
            run: (signal) => lookAfter(shiftKind, objects, { object, entry }, signal),
          }),
        ),
    ]);
  }

  async function look({ id, object, run }: Look, signal: AbortSignal): Promise<void> {
    lookedAt.set(id, now());
    await run(signal).catch((error: unknown) => {
      if (!signal.aborted) onMishap(error, `looking after a guard of ${object.metadata.name}`);
    });
  }

  return {
    name: "guards and shifts",
    hasWork: (objects) => dueIn(objects).length > 0,
    pass: async (objects, signal) => {
      const due = dueIn(objects).sort((a, b) => (lookedAt.get(a.id) ?? 0) - (lookedAt.get(b.id) ?? 0));
      const next = due.values();
      const worker = async () => {
        for (const one of next) if (!signal.aborted) await look(one, signal);
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
      const ids = new Set(due.map(({ id }) => id));
      for (const id of lookedAt.keys()) if (!ids.has(id)) lookedAt.delete(id);
    },
  };
}

interface Look {
  readonly id: string;
  readonly object: KubernetesObject;
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** Prometheus has others to serve. */
const atOnce = 3;
