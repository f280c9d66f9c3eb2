import { describe, expect, it } from "vitest";
import { readTypedWeight } from "./weight-input.ts";

const all = { most: 100, total: 100 };

describe("readTypedWeight", () => {
  it.each([
    ["0", 0],
    ["5", 5],
    ["100", 100],
    [" 42 ", 42],
    ["7 %", 7],
    ["007", 7],
    ["+3", 3],
  ])("takes %j as %d", (typed, value) => {
    expect(readTypedWeight(typed, all)).toEqual({ ok: true, value });
  });

  it.each([
    ["", "Empty is not 0"],
    ["  ", "Empty is not 0"],
    ["five", "“five” is not a number"],
    ["1e1", "“1e1” is not a number"],
    ["0x10", "“0x10” is not a number"],
    ["5%%", "is not a number"],
    ["2.5", "whole numbers"],
    ["2,5", "whole numbers"],
    ["-1", "below 0"],
    ["-0", "below 0"],
    ["101", "sum to 100, and 101 is more"],
    ["99999999999999999999", "is more"],
  ])("refuses %j with a sentence", (typed, part) => {
    const read = readTypedWeight(typed, all);
    expect(read.ok).toBe(false);
    expect(read.ok ? "" : read.sentence).toContain(part);
  });

  it("says that a lock leaves no more", () => {
    const read = readTypedWeight("80", { most: 70, total: 100 });
    expect(read.ok ? "" : read.sentence).toBe("Only 70 can be given here while another destination is locked.");
  });
});
