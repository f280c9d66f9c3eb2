import { describe, expect, it } from "vitest";
import { readTypedWeight } from "./weight-input.ts";

describe("readTypedWeight", () => {
  it.each([
    ["0", 0],
    ["5", 5],
    ["100", 100],
    [" 42 ", 42],
    ["7 %", 7],
    ["007", 7],
  ])("takes %j as %d", (typed, value) => {
    expect(readTypedWeight(typed)).toEqual({ ok: true, value });
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
    ["101", "above 100"],
  ])("refuses %j with a sentence", (typed, part) => {
    const read = readTypedWeight(typed);
    expect(read.ok).toBe(false);
    expect(read.ok ? "" : read.sentence).toContain(part);
  });
});
