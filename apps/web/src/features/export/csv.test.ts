import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csv } from "./csv.ts";

const one = (value: string | number | undefined) => csv([{ head: "a", of: (row: typeof value) => row }], [value]);

describe("a cell", () => {
  it.each([
    { value: "payment v2", written: "payment v2" },
    { value: 'the "old" one', written: '"the ""old"" one"' },
    { value: "a,b", written: '"a,b"' },
    { value: "two\nlines", written: '"two\nlines"' },
    { value: "=HYPERLINK(1)", written: "'=HYPERLINK(1)" },
    { value: "@SUM(1,2)", written: `"'@SUM(1,2)"` },
    { value: "-1+1", written: "'-1+1" },
    { value: -1.5, written: "-1.5" },
    { value: 0.0712, written: "0.0712" },
    { value: 0.000000012, written: "0.000000012" },
    { value: 12_345_678, written: "12345678" },
    { value: undefined, written: "" },
  ])("$value is written $written", ({ value, written }) => {
    expect(one(value)).toBe(`a\r\n${written}\r\n`);
  });
});

const anyCell = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom('"', '",', "\r\n", ",,", "=1", "'", ""));

describe("whatever the text", () => {
  it("is read back as it was, but for the apostrophe that keeps formulas from running", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCell, anyCell), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = csv<readonly [string, string]>(
          [
            { head: "first", of: ([first]) => first },
            { head: "second", of: ([, second]) => second },
          ],
          rows,
        );
        const [head, ...records] = read(text);
        expect(head).toEqual(["first", "second"]);
        expect(records.map((record) => record.map(bare))).toEqual(rows.map((row) => row.map(bare)));
        for (const cell of records.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    ));
});

/** Without the apostrophe. */
function bare(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r\n])/, "");
}

/** A reader of RFC 4180, sign by sign. */
function read(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"') cell += text[++at];
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === ",") {
      record.push(cell);
      cell = "";
    } else if (!quoted && sign === "\r" && text[at + 1] === "\n") {
      at++;
      records.push([...record, cell]);
      record = [];
      cell = "";
    } else cell += sign;
  }
  return records;
}
