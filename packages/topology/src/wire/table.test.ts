import { TableDiffSchema } from "@fyr/contract";
import fc from "fast-check";
import { Value } from "typebox/value";
import { describe, expect, it } from "vitest";
import { createNamesToRead, createNamesToWrite } from "./names.ts";
import { readTable } from "./read-table.ts";
import { type TableKind, writeTable } from "./write-table.ts";

interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

const onTheGrid = fc.oneof(
  fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => Number(value.toPrecision(3))),
  fc.integer({ min: 0, max: 10_000 }).map((value) => value / 10_000),
);
const anyNumber = fc.oneof(
  onTheGrid,
  fc.nat(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const anyText = fc.constantFrom("a", "b", "", "a>b:c", "__proto__", "naïve\n");
const anyItem = fc.record({ code: anyText, perSecond: maybe(onTheGrid) });
const anyRow = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "a>b:c"),
  source: anyText,
  target: maybe(anyText),
  rate: maybe(fc.oneof(onTheGrid, fc.constant(1.5))),
  any: maybe(anyNumber),
  isIn: maybe(fc.boolean()),
  sides: maybe(fc.record({ p50: maybe(onTheGrid), usual: maybe(fc.record({ p50: maybe(onTheGrid) })) })),
  flags: fc.array(anyText, { maxLength: 3 }),
  responses: maybe(fc.array(anyItem, { maxLength: 3 })),
});
const anyRows = fc
  .uniqueArray(anyRow, { selector: ({ id }) => id, maxLength: 5 })
  // Absent is absent on the wire: never a field without a value.
  .map((rows) => JSON.parse(JSON.stringify(rows)) as Row[]);

const kind = {
  keyOf: ({ id }: Row) => id,
  made: {
    id: [{ holds: "pattern", pattern: "{source}>{target}:c" }],
    rate: [{ holds: "lookup", by: "source", of: "sides.rate" }],
  },
} satisfies TableKind<Row>;
const known = [
  { id: "a", sides: { rate: 1.5 } },
  { id: "b", sides: {} },
];

function carried(before: Row[], after: readonly Row[], of: TableKind<Row> = kind): Row[] {
  const names = createNamesToWrite();
  names.know("nodes", known);
  const diff = JSON.parse(JSON.stringify(writeTable(before, after, of, names)));
  expect([...Value.Errors(TableDiffSchema, diff)]).toEqual([]);
  const read = createNamesToRead(names.words);
  read.know("nodes", known);
  return readTable(before, diff, read);
}

describe("writeTable and readTable", () => {
  it("carry any rows to any others, in whatever order", () => {
    fc.assert(
      fc.property(anyRows, anyRows, (before, after) => {
        const held = JSON.stringify(before);
        expect(carried(before, after)).toEqual(after);
        expect(JSON.stringify(before)).toBe(held);
      }),
    );
  });

  it("carry many rows that all move", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(onTheGrid, onTheGrid), { minLength: 10, maxLength: 40 }), (pairs) => {
        const rows = (nth: 0 | 1) =>
          pairs.map((pair, at) => ({ id: `${at}`, rate: pair[nth], twice: pair[nth], ofAll: { rate: pair[0] } }));
        expect(carried(rows(0), rows(1))).toEqual(rows(1));
        expect(carried([], rows(1))).toEqual(rows(1));
      }),
    );
  });

  it("keep rows, and parts of rows, that nothing is said about", () => {
    const untouched = { id: "a", sides: { p50: 1 } };
    const moved = { id: "b", rate: 1, sides: { p50: 1 }, flags: ["x"] };
    const after = carried([untouched, moved], [untouched, { ...moved, rate: 2, sides: { p50: 1 }, flags: ["x", "y"] }]);
    expect(after[0]).toBe(untouched);
    expect(after[1]).toEqual({ id: "b", rate: 2, sides: { p50: 1 }, flags: ["x", "y"] });
    expect(after[1]?.sides).toBe(moved.sides);
  });

  it("tell ids by their pieces", () => {
    const anyId = fc
      .array(fc.constantFrom("a", "b", "/", ">", ":", "{0}"), { maxLength: 6 })
      .map((parts) => parts.join(""));
    const ids = fc.uniqueArray(anyId, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(ids, ids, (some, others) => {
        const [before, after] = [some, others].map((of) => of.map((id) => ({ id })));
        expect(carried(before ?? [], after ?? [], { keyOf: ({ id }) => id, inPieces: "id" })).toEqual(after);
      }),
    );
    const names = createNamesToWrite();
    const rows = Array.from({ length: 20 }, (_, at) => ({ id: `app/${at}>app/${at}` }));
    const { columns } = writeTable([], rows, { keyOf: ({ id }: Row) => id, inPieces: "id" }, names);
    expect(columns).toMatchObject([{ holds: "pieces", pattern: "{0}/{1}>{2}/{3}" }]);
    expect(names.words).toHaveLength(21);
  });

  it("name the rows of another table", () => {
    const names = createNamesToWrite();
    names.know("nodes", [{ id: "cart" }, { id: "search" }]);
    const diff = writeTable([], [{ id: "x", source: "search" }], { keyOf: ({ id }: Row) => id }, names);
    expect(names.words).toEqual(["x"]);
    const read = createNamesToRead(names.words);
    read.know("nodes", [{ id: "cart" }, { id: "search" }]);
    expect(readTable<Row>([], diff, read)).toEqual([{ id: "x", source: "search" }]);
  });

  it("mean what docs/stream.md says they mean", () => {
    const edges = (...p95s: number[]): Row[] => p95s.map((p95, at) => ({ id: `${at}`, latencyMs: { p95 } }));
    const column = { path: "latencyMs.p95", holds: "digits", set: "ACCC", steps: "Df" } as const;
    const after = readTable(edges(20, 30, 40), { columns: [column] }, createNamesToRead([]));
    expect(after).toEqual(edges(19.9, 30, 38.5));
  });

  it("say what moves alike once", () => {
    const rows = (of: number) => Array.from({ length: 20 }, (_, at) => ({ id: `${at}`, all: of + at, ok: of + at }));
    const { columns } = writeTable(rows(1000), rows(1010), { keyOf: ({ id }) => id }, createNamesToWrite());
    expect(columns[1]).toEqual({ path: "ok", holds: "whole", set: expect.any(String), like: "all" });
  });
});
