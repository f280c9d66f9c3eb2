import { describe, expect, it } from "vitest";
import { countChanges, diffLines, foldUnchanged } from "./yaml-diff.ts";

const rule = (v1: number, v2: number) =>
  `route:\n  - destination:\n      subset: v1\n    weight: ${v1}\n  - destination:\n      subset: v2\n    weight: ${v2}\n`;

describe("diffLines", () => {
  it("shows the weights and nothing else", () => {
    const lines = diffLines(rule(95, 5), rule(100, 0));
    expect(lines.filter((line) => line.kind !== "same")).toEqual([
      { kind: "removed", text: "    weight: 95" },
      { kind: "added", text: "    weight: 100" },
      { kind: "removed", text: "    weight: 5" },
      { kind: "added", text: "    weight: 0" },
    ]);
    expect(countChanges(lines)).toBe(2);
  });

  it("finds no change where there is none", () => {
    expect(countChanges(diffLines(rule(95, 5), rule(95, 5)))).toBe(0);
  });

  it("can leave out what is far from any change, and says how much", () => {
    const text = (weight: number) => `a\nb\nc\nd\ne\n${weight}\nf\ng\nh`;
    const folded = foldUnchanged(diffLines(text(95), text(100)));
    expect(folded.map((line) => ("folded" in line ? line.folded : line.text))).toEqual([4, "e", "95", "100", 3]);
    const both = foldUnchanged(diffLines(rule(95, 5), rule(100, 0)));
    expect(both.filter((line) => !("folded" in line) && line.kind !== "same")).toHaveLength(4);
    expect(foldUnchanged(diffLines("a\nb", "a\nb"))).toEqual([{ folded: 2 }]);
    expect(foldUnchanged(diffLines("a\nb\n1", "a\nb\n2"))).toHaveLength(4);
  });

  it("gives back both sides", () => {
    const before = "a\nb\nc\nd";
    const after = "b\nx\nd\ne";
    const lines = diffLines(before, after);
    expect(lines.filter((line) => line.kind !== "added").map((line) => line.text)).toEqual(before.split("\n"));
    expect(lines.filter((line) => line.kind !== "removed").map((line) => line.text)).toEqual(after.split("\n"));
  });
});
