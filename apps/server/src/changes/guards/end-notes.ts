import { type MeshObjects, routesIn } from "@fyr/kubernetes";
import { type KubernetesObject, sideOf } from "@fyr/routing";
import type { GuardsCluster } from "./dependencies.ts";
import type { LeaseJob } from "./lease-loop.ts";
import { leftOutOf } from "./left-as.ts";
import { type GuardRecord, guardRecords, type ShiftRecord, shiftRecords } from "./records.ts";

/** An end that is older has been told, or nobody was there to tell it. */
const youngMs = 600_000;

/**
 * Leaves an Event for every guard and shift that ended. Its name follows from the record, so that it is left once,
 * whoever ended it and however often a process begins anew.
 */
export function createEndNotes(own: Pick<GuardsCluster["own"], "recordEvent">, now: () => number): LeaseJob {
  const told = new Set<string>();

  function untold(objects: MeshObjects): End[] {
    return routesIn(objects)
      .flatMap((object) => [
        ...guardRecords.read(object).map((record): End => ({ object, record, kind: "Guard" })),
        ...shiftRecords.read(object).map((record): End => ({ object, record, kind: "Shift" })),
      ])
      .filter(({ record: { id, endedAt } }) => endedAt !== undefined && isYoung(endedAt) && !told.has(id));
  }

  const isYoung = (endedAt: string) => now() - Date.parse(endedAt) < youngMs;

  return {
    name: "Events of guards that ended",
    hasWork: (objects) => untold(objects).length > 0,
    pass: async (objects, signal) => {
      for (const end of untold(objects)) {
        const { object, record, kind } = end;
        const reason = `${kind}${record.state.charAt(0).toUpperCase()}${record.state.slice(1)}`;
        const name = `${object.metadata.name.slice(0, 150)}.${record.id}`;
        await own.recordEvent(object, { name, reason, message: endSentence(end) }, signal);
        told.add(record.id);
      }
    },
  };
}

interface End {
  readonly object: KubernetesObject;
  readonly record: GuardRecord | ShiftRecord;
  readonly kind: "Guard" | "Shift";
}

function endSentence({ object, kind, record }: End): string {
  const { by, state, why, moves } = record;
  const restored = sideOf(moves, "from", leftOutOf(object)).map(({ weight }) => weight);
  const back = state === "fired" || state === "aborted" ? ` The weights are back at ${restored.join(" / ")}.` : "";
  return `${kind} of ${by}: ${state}.${why === undefined ? "" : ` ${why}`}${back}`;
}
