import type { ChangeId, Ending } from "@fyr/contract";
import { expect, it } from "vitest";
import { endingInWords } from "./ending-text.ts";

const at = Date.parse("2026-01-01T00:00:00Z");

function ending(seconds: number): Ending {
  return {
    id: "1" as ChangeId,
    object: { kind: "VirtualService", namespace: "payments", name: "payment" },
    by: "ada",
    at: "2026-01-01T00:00:00Z",
    endsAt: new Date(at + seconds * 1000).toISOString(),
  };
}

it.each([
  { seconds: -3, words: "is being taken back" },
  { seconds: 30, words: "ends in 30 s" },
  { seconds: 720, words: "ends in 12 min" },
  { seconds: 7200, words: "ends in 2 h" },
])("a fault $words", ({ seconds, words }) => {
  expect(endingInWords(ending(seconds), at)).toBe(`Fault in payments/payment, injected by ada, ${words}`);
});
