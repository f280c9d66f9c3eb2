import type { VectorRow } from "../../answers.ts";
import { call, either, marked, over, type PromQl, select } from "../../promql.ts";
import { metricMark } from "../labels.ts";
import type { TelemetryMoment } from "../moment.ts";
import { justWithin } from "./recorded-rates.ts";
import { groupNames, noteLabels, noteMetric, recordedWindowSeconds, rulesVersion } from "./recording-rules.ts";

/** Whether recorded series hold a window, by the notes beside them. `sentence`: what a person could mend. */
export type NotesVerdict =
  | { readonly kind: "absent" }
  | { readonly kind: "unusable"; readonly sentence?: string }
  | { readonly kind: "usable" };

/** When each group was evaluated last, and how often within the window. */
export function notesQuery(windowSeconds: number): PromQl {
  const notes = select(noteMetric);
  return either(
    marked(call("timestamp", notes), metricMark, "newest"),
    marked(call("count_over_time", over(notes, justWithin(windowSeconds))), metricMark, "count"),
  );
}

/** As many intervals old, and what was recorded last does not tell of now any more. */
const staleIntervals = 2;
/** Of a wider window so much must have been recorded, but for the evaluation that is under way. */
const enoughOfWindow = 0.95;

/** `rows`: of `notesQuery`. */
export function readNotes(rows: readonly VectorRow[], moment: TelemetryMoment): NotesVerdict {
  const newest = rows.filter(({ metric }) => metric[metricMark] === "newest");
  if (newest.length === 0) return { kind: "absent" };
  const own = rows.filter(({ metric }) => metric[noteLabels.version] === rulesVersion);
  if (!own.some(({ metric }) => metric[metricMark] === "newest")) return { kind: "unusable", sentence: otherVersion };
  const missing = groupNames.filter((group) => !own.some(({ metric }) => metric[noteLabels.group] === group));
  if (missing.length > 0) return { kind: "unusable", ...(haveBegun(own) && { sentence: missingGroups(missing) }) };
  const isWhole = groupNames.every((group) =>
    holdsWindow(
      own.filter(({ metric }) => metric[noteLabels.group] === group),
      moment,
    ),
  );
  return { kind: isWhole ? "usable" : "unusable" };
}

/** Groups begin one after the other, within an interval. */
function haveBegun(rows: readonly VectorRow[]): boolean {
  return rows.some(({ metric, value }) => metric[metricMark] === "count" && value > staleIntervals);
}

function holdsWindow(rows: readonly VectorRow[], { at, windowSeconds }: TelemetryMoment): boolean {
  const largest = (mark: string) =>
    Math.max(0, ...rows.flatMap(({ metric, value }) => (metric[metricMark] === mark ? [value] : [])));
  const interval = Number(rows[0]?.metric[noteLabels.interval]);
  if (!(at - largest("newest") < staleIntervals * interval)) return false;
  if (windowSeconds === recordedWindowSeconds) return true;
  return largest("count") >= (enoughOfWindow * windowSeconds) / interval - 1;
}

const advice =
  "Fyr reads the proxies' own series instead, which costs more: deploy/prometheus has the rules it can use.";
const otherVersion = `The recording rules in Prometheus are of another version of Fyr. ${advice}`;

function missingGroups(groups: readonly string[]): string {
  return `Of Fyr's recording rules some are missing in Prometheus (${groups.join(", ")}). ${advice}`;
}
