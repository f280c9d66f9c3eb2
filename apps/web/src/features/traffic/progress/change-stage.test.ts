import type { ChangeId, RouteChange } from "@fyr/contract";
import { expect, it } from "vitest";
import { type ChangeStage, stageInWords, stageOf } from "./change-stage.ts";

const at = "2026-11-20T03:00:00.000Z";
const after = (seconds: number) => Date.parse(at) + seconds * 1000;
const observed = { requests: 100, shares: [] };
const changeWith = (parts: Partial<RouteChange>) =>
  ({ at, status: { phase: "accepted" }, before: [], after: [], ...parts }) as unknown as RouteChange;
const seen = changeWith({ status: { phase: "observed", afterSeconds: 7.8, observed } });

it("goes through its stages in one order: accepted, seen, and seen in all that a window holds", () => {
  const stagesAt = (change: RouteChange, ...seconds: number[]) =>
    seconds.map((passed) => stageOf(change, after(passed), 60).kind);
  expect(stagesAt(changeWith({}), 1, 100)).toEqual(["watching", "watching"]);
  expect(stagesAt(seen, 8, 74, 76, 3600)).toEqual(["settling", "settling", "settled", "settled"]);
});

it("waits for the window on screen, whichever it is", () => {
  expect([60, 300].map((window) => stageOf(seen, after(120), window).kind)).toEqual(["settled", "settling"]);
});

it("is unheard of when nobody can say any more, undone when it was taken back, and may never be seen", () => {
  expect(stageOf(changeWith({}), after(181), 60)).toEqual({ kind: "unheard" });
  expect(stageOf({ ...seen, undoneBy: "2" as ChangeId }, after(10), 60)).toEqual({ kind: "undone" });
  const differs = changeWith({ status: { phase: "not-observed", reason: "share-differs" } });
  expect(stageOf(differs, after(10), 60)).toEqual({ kind: "not-seen", reason: "share-differs" });
});

it.each<[ChangeStage, RegExp]>([
  [{ kind: "watching" }, /^accepted, watching traffic$/],
  [{ kind: "settled", afterSeconds: 7.84 }, /^seen in traffic after 7\.8 s$/],
  [
    { kind: "settling", afterSeconds: 13.2, until: after(75), windowSeconds: 60 },
    /^seen in traffic after 13 s, settling until \d\d:01:15$/,
  ],
  [{ kind: "not-seen", reason: "too-few-requests" }, /^too few requests to see it in traffic$/],
])("says how far it has come", (stage, words) => {
  expect(stageInWords(stage)).toMatch(words);
});
