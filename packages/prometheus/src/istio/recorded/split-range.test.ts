import { expect, it } from "vitest";
import type { MatrixRow } from "../../answers.ts";
import { metricMark } from "../labels.ts";
import { rawRates, recordedRates } from "./recorded-rates.ts";
import { groupNames, rulesVersion } from "./recording-rules.ts";
import { splitRange } from "./split-range.ts";

const range = { from: 1000, to: 1300, stepSeconds: 60, windowSeconds: 60 };
const times = [1000, 1060, 1120, 1180, 1240, 1300];

function notesAt(noted: readonly number[]): MatrixRow[] {
  return groupNames.map((group) => ({
    metric: { group, version: rulesVersion, interval_seconds: "15", [metricMark]: "newest" },
    values: noted.map((time) => [time, time - 5] as const),
  }));
}

it.each([
  { what: "nothing", noted: [], parts: [{ from: 1000, to: 1300, rates: rawRates }] },
  { what: "everything", noted: times, parts: [{ from: 1000, to: 1300, rates: recordedRates }] },
  {
    what: "the end",
    noted: [1180, 1240, 1300],
    parts: [
      { from: 1000, to: 1120, rates: rawRates },
      { from: 1180, to: 1300, rates: recordedRates },
    ],
  },
  {
    what: "the end and a part before a break",
    noted: [1000, 1060, 1300],
    parts: [
      { from: 1000, to: 1240, rates: rawRates },
      { from: 1300, to: 1300, rates: recordedRates },
    ],
  },
  { what: "the beginning alone", noted: [1000, 1060], parts: [{ from: 1000, to: 1300, rates: rawRates }] },
])("where $what was recorded, every step has one source", ({ noted, parts }) => {
  expect(splitRange(notesAt(noted), range)).toEqual(parts);
});
