import { expect, it } from "vitest";
import type { VectorRow } from "../../answers.ts";
import { metricMark } from "../labels.ts";
import { readNotes } from "./read-notes.ts";
import { groupNames, rulesVersion } from "./recording-rules.ts";

const at = 1000;

interface Noted {
  readonly newest?: number;
  readonly count?: number;
  readonly version?: string;
  readonly groups?: readonly string[];
}

/** As `notesQuery` would be answered where rules are evaluated every 15 s. */
function notes({ newest = at - 5, count = 4, version = rulesVersion, groups = groupNames }: Noted): VectorRow[] {
  return groups.flatMap((group) =>
    Object.entries({ newest, count }).map(([mark, value]) => ({
      metric: { group, version, interval_seconds: "15", [metricMark]: mark },
      value,
    })),
  );
}

const verdict = (rows: readonly VectorRow[], windowSeconds = 60) => readNotes(rows, { at, windowSeconds });

it.each([
  { what: "are younger than two intervals", newest: at - 29, kind: "usable" },
  { what: "are two intervals old", newest: at - 30, kind: "unusable" },
])("notes that $what make the series $kind", ({ newest, kind }) => {
  expect(verdict(notes({ newest }))).toEqual({ kind });
});

it.each([
  { what: "all but the evaluation under way", count: 19, kind: "usable" },
  { what: "a part", count: 15, kind: "unusable" },
])("a wider window of which $what was recorded is $kind", ({ count, kind }) => {
  expect(verdict(notes({ count }), 300)).toEqual({ kind });
});

it("knows series without notes for none", () => {
  expect(verdict([])).toEqual({ kind: "absent" });
});

it("takes the freshest of several Prometheuses that record the same", () => {
  expect(verdict([...notes({ newest: at - 200 }), ...notes({})])).toEqual({ kind: "usable" });
});

it("does not read what another version recorded, unless its own is there as well", () => {
  const other = notes({ version: "00000000" });
  expect(verdict(other)).toMatchObject({ kind: "unusable", sentence: expect.stringContaining("another version") });
  expect(verdict([...other, ...notes({})])).toEqual({ kind: "usable" });
});

it("names the groups that are missing once the others have been there for some time", () => {
  const groups = groupNames.filter((group) => group !== "messages");
  expect(verdict(notes({ groups }))).toMatchObject({ sentence: expect.stringContaining("(messages)") });
  expect(verdict(notes({ groups, count: 1 }))).toEqual({ kind: "unusable" });
});
