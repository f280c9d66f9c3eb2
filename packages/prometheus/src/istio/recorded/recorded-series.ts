import type { PrometheusClient, QueryRange } from "../../client.ts";
import type { TelemetryMoment } from "../moment.ts";
import type { Audited } from "./audit.ts";
import { createAudits } from "./audits.ts";
import { createNotes } from "./notes.ts";
import { notesQuery } from "./read-notes.ts";
import { type RatesOf, rawRates, recordedRates } from "./recorded-rates.ts";
import { type RangePart, splitRange } from "./split-range.ts";

/** What recording rules have added up, where there are some. One moment and window has one source for everybody. */
export interface RecordedSeries {
  /**
   * What is found by asking for `recordedRows`; undefined where the proxies' own series are to be read instead. Asked while
   * the two are compared, not afterwards.
   */
  ifHeld<Found>(audited: Audited, moment: TelemetryMoment, ask: () => Promise<Found>): Promise<Found | undefined>;
  /** Where rates of a moment come from. */
  ratesAt(moment: TelemetryMoment): Promise<RatesOf>;
  /** A range in parts, each with one source: what was recorded without a break up to its end, and what is before. */
  partsOf(range: QueryRange & { readonly windowSeconds: number }, signal?: AbortSignal): Promise<RangePart[]>;
  /** Why recorded series that are there are not read, for people. No request once the moment was read. */
  complaintsAt(moment: TelemetryMoment): Promise<string[]>;
}

const changed =
  "The recorded series in Prometheus lack edges or labels that the proxies report: the rules were changed, or run in " +
  "some clusters only. Fyr reads the proxies' own series instead: deploy/prometheus has the rules it can use.";

export function createRecordedSeries(client: PrometheusClient): RecordedSeries {
  const notes = createNotes(client);
  const audits = createAudits(client);

  async function isUsable(moment: TelemetryMoment): Promise<boolean> {
    return (await notes.verdictAt(moment)).kind === "usable" && !audits.hasFailed(moment.at);
  }

  async function isSound(audited: Audited, { at }: TelemetryMoment): Promise<boolean> {
    const sound = await Promise.all([audits.isSound("traffic", at), audits.isSound(audited, at)]);
    return sound.every(Boolean);
  }

  async function ratesAt(moment: TelemetryMoment): Promise<RatesOf> {
    return (await isUsable(moment)) && (await isSound("durations", moment)) ? recordedRates : rawRates;
  }

  return {
    ifHeld: async (audited, moment, ask) => {
      if (!(await isUsable(moment))) return undefined;
      const [found, sound] = await Promise.all([ask(), isSound(audited, moment)]);
      return sound ? found : undefined;
    },
    ratesAt,
    partsOf: async (range, signal) => {
      const rates = await ratesAt({ at: range.to, windowSeconds: range.windowSeconds });
      if (rates === rawRates) return [{ from: range.from, to: range.to, rates }];
      const { rows } = await client.queryRange(notesQuery(range.windowSeconds), range, signal);
      return splitRange(rows, range);
    },
    complaintsAt: async (moment) => {
      const verdict = await notes.verdictAt(moment);
      if (verdict.kind === "usable") return audits.hasFailed(moment.at) ? [changed] : [];
      return verdict.kind === "unusable" && verdict.sentence !== undefined ? [verdict.sentence] : [];
    },
  };
}
