import { expect, it } from "vitest";
import type { Labels } from "../answers.ts";
import { byteTextOf } from "./byte-text.ts";
import { createKnownLabels, type Written, writtenAt } from "./known-labels.ts";

function written(labels: string): Written {
  const text = byteTextOf(Buffer.from(labels));
  return writtenAt(text, 0, labels.length, labels.length, labels.length);
}

/** Of so many texts some have the same hash of 32 bits. */
function twoOfOneHash(): readonly [Written, Written] {
  const seen = new Map<number, Written>();
  for (let pod = 0; ; pod++) {
    const now = written(`{"pod":"${pod}-${pod * pod}"}`);
    const before = seen.get(now.hash);
    if (before !== undefined) return [before, now];
    seen.set(now.hash, now);
  }
}

it("tells lines apart whose texts have the same hash", () => {
  const known = createKnownLabels<Labels>((labels) => labels);
  const [one, other] = twoOfOneHash();
  const first = known.learn(one, { pod: "one" });
  expect(known.lineAt(other)).toBeUndefined();
  const second = known.learn(other, { pod: "other" });
  expect([known.lineAt(one), known.lineAt(other)]).toEqual([first, second]);
});
