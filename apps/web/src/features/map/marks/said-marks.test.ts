import { describe, expect, it } from "vitest";
import { lineMarks } from "./said-marks.ts";

describe("a line that stands for several calls", () => {
  it("says how many of them go in plaintext", () => {
    const edges = [{ flags: ["plaintext" as const] }, { flags: ["partlyPlaintext" as const] }, { flags: [] }];
    expect(lineMarks(edges).map(({ words }) => words)).toEqual(["2 of 3 calls in plaintext"]);
  });

  it("says nothing where none does", () => {
    expect(lineMarks([{ flags: [] }])).toEqual([]);
  });
});
