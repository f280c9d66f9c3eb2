import type { PrometheusClient } from "../../client.ts";
import type { TelemetryMoment } from "../moment.ts";
import { createKept } from "./kept.ts";
import { type NotesVerdict, notesQuery, readNotes } from "./read-notes.ts";
import { recordedWindowSeconds } from "./recording-rules.ts";

/** What the rules have noted, asked once for a moment and window. */
export interface Notes {
  verdictAt(moment: TelemetryMoment): Promise<NotesVerdict>;
}

/** A mesh that has no rules is asked again about so often. */
const absentSeconds = 60;

export function createNotes(client: PrometheusClient): Notes {
  const absent = createKept<true>(512);
  const verdicts = createKept<Promise<NotesVerdict>>(256);

  async function ask(moment: TelemetryMoment): Promise<NotesVerdict> {
    const { rows } = await client.query(notesQuery(moment.windowSeconds), moment.at);
    const verdict = readNotes(rows, moment);
    if (verdict.kind === "absent") absent.set(slotOf(moment.at), true);
    return verdict;
  }

  return {
    verdictAt: (moment) => {
      const mayBe = moment.windowSeconds >= recordedWindowSeconds && !absent.get(slotOf(moment.at));
      if (!mayBe) return Promise.resolve({ kind: "absent" });
      return verdicts.getOrAsk(`${moment.at}|${moment.windowSeconds}`, () => ask(moment));
    },
  };
}

function slotOf(at: number): string {
  return String(Math.floor(at / absentSeconds));
}
