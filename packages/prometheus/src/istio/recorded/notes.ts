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
  const firsts = createKept<Promise<NotesVerdict>>(512);
  const verdicts = createKept<Promise<NotesVerdict>>(256);

  async function ask(moment: TelemetryMoment): Promise<NotesVerdict> {
    const { rows } = await client.query(notesQuery(moment.windowSeconds), moment.at);
    return readNotes(rows, moment);
  }

  const ownVerdict = (moment: TelemetryMoment) =>
    verdicts.getOrAsk(`${moment.at}|${moment.windowSeconds}`, () => ask(moment));

  return {
    verdictAt: async (moment) => {
      if (moment.windowSeconds < recordedWindowSeconds) return { kind: "absent" };
      // Of several who ask at once where there are no rules one alone asks Prometheus.
      const first = await firsts.getOrAsk(slotOf(moment.at), () => ownVerdict(moment));
      return first.kind === "absent" ? first : ownVerdict(moment);
    },
  };
}

function slotOf(at: number): string {
  return String(Math.floor(at / absentSeconds));
}
