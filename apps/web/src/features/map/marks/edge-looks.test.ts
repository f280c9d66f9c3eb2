import type { EdgeFlag } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { plaintextOfAll } from "./edge-looks.ts";

const edge = (...flags: EdgeFlag[]) => ({ flags });

describe("a line that stands for several calls", () => {
  it.each([
    ["all", [edge("plaintext"), edge("plaintext")]],
    ["part", [edge("plaintext"), edge()]],
    ["part", [edge("plaintext"), edge("partlyPlaintext")]],
    [undefined, [edge(), edge("outsideScope")]],
    [undefined, []],
  ] as const)("is in plaintext: %s", (much, edges) => {
    expect(plaintextOfAll(edges)).toBe(much);
  });
});
