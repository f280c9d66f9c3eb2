import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Labels, VectorRow } from "../answers.ts";
import { readSuccess } from "../read-body.ts";
import { readVector } from "../read-rows.ts";
import { createLabelMemory, type LabelMemory } from "./label-memory.ts";
import { readTable } from "./read-table.ts";

const memoryAlong = (along?: string) => createLabelMemory<Labels>(() => (labels) => labels, along);

/** Handed over in pieces of so many bytes, wherever that cuts it. */
function read(body: string, memory: LabelMemory<Labels>, pieceLength = Number.POSITIVE_INFINITY) {
  const reader = readTable("p", memory);
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += pieceLength) reader.take(bytes.subarray(at, at + pieceLength));
  return reader.end();
}

/** A table row by row again. */
function rowsOf(body: string, memory: LabelMemory<Labels>, pieceLength?: number): VectorRow[] {
  const { columns, rows } = read(body, memory, pieceLength);
  const { along } = memory;
  return rows.flatMap(({ meaning, values }) =>
    [...values].flatMap((value, column) => {
      const text = columns[column] ?? "";
      const told = along === undefined || text === "" ? {} : { [along]: text };
      return Number.isNaN(value) ? [] : [{ metric: { ...meaning, ...told }, value }];
    }),
  );
}

/** As the rows read one by one from JSON are, in an order of their own; where rows have columns, metrics have no names. */
function plainRows(body: string, along?: string): VectorRow[] {
  const rows = readVector("p", readSuccess("p", body).data);
  if (along === undefined) return rows;
  return rows.map(({ metric: { __name__: _, ...labels }, value }) => ({ metric: labels, value }));
}

function inOrder(rows: readonly VectorRow[]): string[] {
  return rows.map(({ metric, value }) => JSON.stringify([Object.entries(metric).sort(), `${value}`])).sort();
}

/** Undefined: it was refused. */
function outcomeOf(readRows: () => readonly VectorRow[]): readonly string[] | undefined {
  try {
    return inOrder(readRows());
  } catch {
    return undefined;
  }
}

const labelText = fc.oneof(fc.constantFrom('"]}', '},"value":[', "\\", 'a"le":"b', "é", "日本", "\n"), fc.string());
const metric = fc.record(
  { a: labelText, le: fc.constantFrom("1", "1.0", "+Inf", '"', "5"), z: labelText },
  { requiredKeys: [] },
);
const number = fc.oneof(
  fc.constantFrom("NaN", "+Inf", "-Inf", "Inf", "", "x", "0x10", "1e3", "\\", "\n", "é"),
  fc.double().map(String),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map(String),
);
const anyRow = fc.record({ metric, number, named: fc.boolean(), native: fc.boolean(), turned: fc.boolean() });
const anyRows = fc.uniqueArray(anyRow, { selector: (row) => JSON.stringify(Object.entries(row.metric).sort()) });

interface RowWords {
  readonly metric: Labels;
  readonly number: string;
  /** In step with the bound. */
  readonly named: boolean;
  readonly native: boolean;
  readonly turned: boolean;
}

function rowText({ metric: own, number: value, named, native, turned }: RowWords): string {
  const name = named ? { __name__: `m_${own["le"]}` } : {};
  const labels = turned ? { ...own, ...name } : { ...name, ...own };
  const sample = native ? { histogram: [12.5, { count: "1", sum: "1", buckets: [[0, "1", "2", "1"]] }] } : {};
  const told = native ? sample : { value: [12.5, value] };
  return JSON.stringify(turned ? { ...told, metric: labels } : { metric: labels, ...told });
}

const answer = (rows: readonly string[], between = ",") =>
  `{"status":"success","data":{"resultType":"vector","result":[${rows.join(between)}]},"warnings":["partial"]}`;

describe("a table of an answer", () => {
  it.each([undefined, "le"])("holds what its JSON holds, in whatever pieces it comes (along %s)", (along) =>
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 60 }), fc.constantFrom(",", " ,\n "), (rows, length, between) => {
        const body = answer(rows.map(rowText), between);
        const memory = memoryAlong(along);
        const wanted = inOrder(plainRows(body, along));
        expect(inOrder(rowsOf(body, memory, length))).toEqual(wanted);
        expect(inOrder(rowsOf(body, memory))).toEqual(wanted);
      }),
    ),
  );

  it("holds the new numbers when rows go, come, and change places", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(anyRows, fc.integer({ min: 1, max: 200 })), { maxLength: 5 }), (answers) => {
        const memory = memoryAlong("le");
        for (const [rows, length] of answers) {
          const body = answer(rows.map(rowText));
          expect(inOrder(rowsOf(body, memory, length))).toEqual(inOrder(plainRows(body, "le")));
        }
      }),
    ));

  it("takes no row for one of the answer before that differs in a sign", () =>
    fc.assert(
      fc.property(anyRows, fc.nat(), fc.constantFrom('"', "\\", "x", ",", "1", "}"), (rows, place, sign) => {
        const body = answer(rows.map(rowText));
        const at = body.indexOf("[") + 1 + (place % (body.lastIndexOf("]}") - body.indexOf("[")));
        const other = `${body.slice(0, at)}${sign}${body.slice(at + 1)}`;
        const memory = memoryAlong("le");
        read(body, memory);
        expect(outcomeOf(() => rowsOf(other, memory))).toEqual(outcomeOf(() => plainRows(other, "le")));
      }),
    ));

  it("knows the labels of the answer before by the same object", () => {
    const memory = memoryAlong("le");
    const row = (le: string, value: number) => `{"metric":{"a":"b","le":"${le}"},"value":[5,"${value}"]}`;
    const first = read(answer([row("1", 1), row("+Inf", 2)]), memory);
    const second = read(answer([row("1", 3), row("+Inf", 4)]), memory);
    expect(first).toMatchObject({ columns: ["1", "+Inf"], warnings: ["partial"] });
    expect(second.rows.map(({ values }) => [...values])).toEqual([[3, 4]]);
    expect(second.rows[0]?.meaning).toBe(first.rows[0]?.meaning);
  });

  it("takes what differs in a label and in its name for rows of one line, whichever comes first", () => {
    const memory = memoryAlong("kind");
    const row = (kind: string, pod: string, value: number) =>
      `{"metric":{"__name__":"m_${kind}","kind":"${kind}","pod":"${pod}"},"value":[5,"${value}"]}`;
    const valuesOf = (...rows: readonly string[]) =>
      read(answer(rows), memory).rows.map(({ meaning, values }) => [meaning["pod"], ...values]);
    const sums = [row("sum", "a", 1), row("sum", "b", 2), row("sum", "c", 3)];
    const counts = [row("count", "a", 10), row("count", "b", 20), row("count", "c", 30)];
    const whole = [
      ["a", 1, 10],
      ["b", 2, 20],
      ["c", 3, 30],
    ];
    expect(valuesOf(...sums, ...counts)).toEqual(whole);
    expect(valuesOf(...sums.flatMap((sum, pod) => [sum, counts[pod] ?? ""]))).toEqual(whole);
    expect(valuesOf(...sums, row("count", "c", 31), row("count", "a", 11))).toEqual([
      ["a", 1, 11],
      ["b", 2, Number.NaN],
      ["c", 3, 31],
    ]);
  });

  it("knows metrics apart by their names where rows have no columns", () => {
    const row = (name: string) => `{"metric":{"__name__":"${name}","pod":"a"},"value":[5,"1"]}`;
    const { rows } = read(answer([row("m"), row("n")]), memoryAlong());
    expect(rows.map(({ meaning }) => meaning["__name__"])).toEqual(["m", "n"]);
  });

  it("leaves out rows that mean nothing", () => {
    const memory = createLabelMemory<string>(
      () =>
        ({ a }) =>
          a === "no" ? undefined : a,
    );
    const row = (a: string) => `{"metric":{"a":"${a}"},"value":[5,"1"]}`;
    const reader = readTable("p", memory);
    reader.take(Buffer.from(answer([row("no"), row("yes")])));
    expect(reader.end().rows.map(({ meaning }) => meaning)).toEqual(["yes"]);
  });

  it("forgets what does not come any more", () => {
    let begun = 0;
    const memory = createLabelMemory<Labels>(() => {
      begun += 1;
      return (labels) => labels;
    });
    for (let pod = 0; pod < 1500; pod++) read(answer([`{"metric":{"pod":"${pod}"},"value":[5,"1"]}`]), memory);
    expect(begun).toBe(2);
  });

  it("forgets nothing of what another answer is just bringing", () => {
    let begun = 0;
    const memory = createLabelMemory<Labels>(() => {
      begun += 1;
      return (labels) => labels;
    });
    const rows = Array.from({ length: 1500 }, (_, pod) => `{"metric":{"pod":"${pod}"},"value":[5,"1"]}`);
    const [large, small] = [readTable("p", memory), readTable("p", memory)];
    large.take(Buffer.from(answer(rows)));
    small.take(Buffer.from(answer([])));
    small.end();
    large.end();
    expect(begun).toBe(1);
  });
});

describe("nonsense is refused as nonsense", () => {
  const row = '{"metric":{},"value":[1,"1"]}';
  it.each([
    { what: "an empty page", body: "", says: "an empty page" },
    { what: "a web page", body: "<html>", says: "not JSON" },
    { what: "other JSON", body: "{}", says: "not Prometheus' own" },
    { what: "an answer that breaks off", body: answer([row]).slice(0, -30), says: "not JSON" },
    { what: "an answer that breaks off in a row", body: answer([row]).slice(0, 80), says: "not JSON" },
    { what: "a comma too many", body: answer([row, ""]), says: "" },
    { what: "no comma", body: answer([row, row], " "), says: "not JSON" },
    { what: "a row without labels", body: answer(['{"value":[1,"1"]}']), says: "without labels" },
    { what: "a number for a row", body: answer(["5"]), says: "without labels" },
    { what: "a row without a value", body: answer(['{"metric":{}}']), says: "without a value" },
    { what: "a number for a label", body: answer(['{"metric":{"a":1},"value":[1,"1"]}']), says: "no text" },
    { what: "a number for a value", body: answer(['{"metric":{},"value":[1,1]}']), says: "without a value" },
    { what: "no list", body: '{"status":"success","data":{"resultType":"vector","result":{}}}', says: "no vector" },
    {
      what: "a matrix",
      body: '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"1"]]}]}}',
      says: "no vector",
    },
  ])("$what", ({ body, says }) => {
    const nonsense = { code: "prometheus_unavailable", message: expect.stringMatching(`nonsense: .*${says}`) };
    expect(() => read(body, memoryAlong())).toThrow(expect.objectContaining(nonsense));
    expect(() => read(body, memoryAlong("le"), 7)).toThrow(expect.objectContaining(nonsense));
  });

  it("an error is told in Prometheus' words", () => {
    const body = '{"status":"error","errorType":"execution","error":"too many"}';
    expect(() => read(body, memoryAlong())).toThrow("refused the query: too many");
  });
});
