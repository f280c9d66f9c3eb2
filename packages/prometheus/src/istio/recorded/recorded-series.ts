import type { Answer, VectorRow } from "../../answers.ts";
import type { PrometheusClient, QueryRange } from "../../client.ts";
import { PrometheusError } from "../../prometheus-error.ts";
import type { TelemetryMoment } from "../moment.ts";
import { type Audited, holdsAll } from "./audit.ts";
import { createKept } from "./kept.ts";
import { type NotesVerdict, notesQuery, readNotes } from "./read-notes.ts";
import { type RatesOf, rawRates, recordedRates, recordedRows } from "./recorded-rates.ts";
import { recordedWindowSeconds } from "./recording-rules.ts";
import { type RangePart, splitRange } from "./split-range.ts";

/** What recording rules have added up, where there are some. One moment and window has one source for everybody. */
export interface RecordedSeries {
  /** Rows as `markedRates` gives them, or undefined where the proxies' own series are to be read. */
  read(
    metrics: readonly string[],
    audited: Audited,
    moment: TelemetryMoment,
    signal?: AbortSignal,
  ): Promise<Answer<VectorRow> | undefined>;
  /** Where rates of a moment come from. */
  ratesAt(moment: TelemetryMoment): Promise<RatesOf>;
  /** A range in parts, each with one source: what was recorded without a break up to its end, and what is before. */
  partsOf(range: QueryRange & { readonly windowSeconds: number }, signal?: AbortSignal): Promise<RangePart[]>;
  /** Why recorded series that are there are not read, for people. No request once the moment was read. */
  complaintsAt(moment: TelemetryMoment): Promise<string[]>;
}

/** A mesh that has no rules is asked again about so often. */
const absentSeconds = 60;
const auditedSeconds = 600;

const changed =
  "The recorded series in Prometheus lack edges or labels that the proxies report: the rules were changed, or run in " +
  "some clusters only. Fyr reads the proxies' own series instead: deploy/prometheus has the rules it can use.";

export function createRecordedSeries(client: PrometheusClient): RecordedSeries {
  const absent = createKept<true>(512);
  const verdicts = createKept<Promise<NotesVerdict>>(256);
  const audits = createKept<Promise<boolean>>(128);
  const unsound = createKept<true>(64);

  async function askNotes(moment: TelemetryMoment): Promise<NotesVerdict> {
    const { rows } = await client.query(notesQuery(moment.windowSeconds), moment.at);
    const verdict = readNotes(rows, moment);
    if (verdict.kind === "absent") absent.set(slotOf(moment.at, absentSeconds), true);
    return verdict;
  }

  function verdictAt(moment: TelemetryMoment): Promise<NotesVerdict> {
    const mayBe = moment.windowSeconds >= recordedWindowSeconds && !absent.get(slotOf(moment.at, absentSeconds));
    if (!mayBe) return Promise.resolve({ kind: "absent" });
    return verdicts.getOrAsk(`${moment.at}|${moment.windowSeconds}`, () => askNotes(moment));
  }

  /** A comparison that Prometheus refuses says nothing against the series. */
  async function isSound(audited: Audited, at: number): Promise<boolean> {
    const slot = slotOf(at, auditedSeconds);
    const sound = await audits.getOrAsk(`${audited}|${slot}`, () =>
      holdsAll(client, audited, at).catch((error: unknown) => {
        if (error instanceof PrometheusError && error.code === "prometheus_rejected") return true;
        throw error;
      }),
    );
    if (!sound) unsound.set(slot, true);
    return sound;
  }

  async function isUsable(moment: TelemetryMoment): Promise<boolean> {
    if ((await verdictAt(moment)).kind !== "usable") return false;
    return !unsound.get(slotOf(moment.at, auditedSeconds));
  }

  async function isReadable(moment: TelemetryMoment): Promise<boolean> {
    if (!(await isUsable(moment))) return false;
    const sound = await Promise.all([isSound("traffic", moment.at), isSound("durations", moment.at)]);
    return sound.every(Boolean);
  }

  return {
    read: async (metrics, audited, moment, signal) => {
      if (!(await isUsable(moment))) return undefined;
      const [answer, ...sound] = await Promise.all([
        client.query(recordedRows(metrics, moment.windowSeconds), moment.at, signal),
        isSound("traffic", moment.at),
        isSound(audited, moment.at),
      ]);
      // Where nothing was recorded there may be something all the same, and if not, asking costs nothing.
      return sound.every(Boolean) && answer.rows.length > 0 ? answer : undefined;
    },
    ratesAt: async (moment) => ((await isReadable(moment)) ? recordedRates : rawRates),
    partsOf: async (range, signal) => {
      const end = { at: range.to, windowSeconds: range.windowSeconds };
      if (!(await isReadable(end))) return [{ from: range.from, to: range.to, rates: rawRates }];
      const { rows } = await client.queryRange(notesQuery(range.windowSeconds), range, signal);
      return splitRange(rows, range);
    },
    complaintsAt: async (moment) => {
      const verdict = await verdictAt(moment);
      if (verdict.kind === "usable") return unsound.get(slotOf(moment.at, auditedSeconds)) ? [changed] : [];
      return verdict.kind === "unusable" && verdict.sentence !== undefined ? [verdict.sentence] : [];
    },
  };
}

function slotOf(at: number, seconds: number): string {
  return String(Math.floor(at / seconds));
}
