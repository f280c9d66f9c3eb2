import type { EdgeId, NodeId } from "@fyr/contract";
import type { Lasting, Picture } from "@fyr/topology";
import type { Telemetry } from "../source/telemetry.ts";
import { findOnset, type Onset, type OnsetQuestion, type ReadLine } from "./find-onset.ts";
import { lasting, unwellEdges } from "./lasting.ts";
import { createOnsetMemory } from "./onset-memory.ts";

/** Knows since when the edges of the live picture that are not well have been so. */
export interface ProblemOnsets {
  /** As of `at` (Unix seconds). */
  known(at: number): ReadonlyMap<EdgeId | NodeId, Lasting>;
  /** Looks back for edges that were well before, one after the other, and forgets those that are again. Never rejects. */
  lookBack(picture: Picture, moment: Moment, signal: AbortSignal): Promise<void>;
}

type Moment = Pick<OnsetQuestion, "at" | "windowSeconds">;

export function createProblemOnsets(telemetry: Pick<Telemetry, "series">, onFound: () => void): ProblemOnsets {
  const memory = createOnsetMemory();
  /** By how many measures an edge was looked back for. */
  const lookedAt = new Map<EdgeId, number>();
  let busy = false;

  async function lookBackFor(edge: EdgeId, picture: Picture, moment: Moment, signal: AbortSignal): Promise<void> {
    const keys = picture.edgeKeys.get(edge);
    const unwellFrom = picture.unwellFrom.get(edge);
    const measures = unwellFrom?.length ?? 0;
    // What is slow is only known with the usual, which comes later than the first picture: then it may have begun before.
    if (keys === undefined || (memory.has(edge) && measures <= (lookedAt.get(edge) ?? 0))) return;
    lookedAt.set(edge, measures);
    const question = unwellFrom && { ...moment, unwellFrom, overSince: memory.overSince(edge) };
    const read: ReadLine = (range) => telemetry.series({ edges: keys }, range, signal);
    const onset = question && (await findOnset(read, question).catch(() => undefined));
    if (signal.aborted) return;
    // Without an answer the trouble is simply known since it was first seen.
    memory.remember(edge, earlier(memory.all().get(edge), onset ?? { notAfter: moment.at }));
    if (onset !== undefined) onFound();
  }

  return {
    known: (at) => new Map<EdgeId | NodeId, Lasting>([...memory.all()].map(([id, onset]) => [id, lasting(onset, at)])),
    lookBack: async (picture, moment, signal) => {
      const present = new Set([...picture.edgeKeys.keys()].filter((edge) => picture.unwellFrom.has(edge)));
      memory.seen(present, moment.at, (edge) => !picture.edgeKeys.has(edge));
      for (const edge of lookedAt.keys()) if (!memory.has(edge)) lookedAt.delete(edge);
      if (busy) return;
      busy = true;
      try {
        for (const edge of unwellEdges(picture.topology.problems)) {
          if (!signal.aborted) await lookBackFor(edge, picture, moment, signal);
        }
      } finally {
        busy = false;
      }
    },
  };
}

function earlier(known: Onset | undefined, found: Onset): Onset {
  return known === undefined || timeOf(found) < timeOf(known) ? found : known;
}

function timeOf(onset: Onset): number {
  return "since" in onset ? onset.since : onset.notAfter;
}
