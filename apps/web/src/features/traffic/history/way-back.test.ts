import type { ChangeId, RouteChange } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { destinationOf, routeWith, ruleWith } from "../route/route.fixture.ts";
import { inNumbers, weightsOf } from "../weights/draft.ts";
import { wayBack } from "./way-back.ts";

const rule = (v2: number) => ruleWith(destinationOf("v1", 100 - v2), destinationOf("v2", v2));
const routeAt = (v2: number) => routeWith([rule(v2)]);

function change(from: number, to: number, more: Partial<RouteChange> = {}): RouteChange {
  return {
    id: "a" as ChangeId,
    route: routeAt(to).route,
    rule: { protocol: "http", index: 0 },
    before: weightsOf(rule(from)),
    after: weightsOf(rule(to)),
    by: "ingrid",
    at: "2026-11-20T03:10:00Z",
    status: { phase: "accepted" },
    ...more,
  };
}

describe("wayBack", () => {
  it("undoes a change whose weights stand", () => {
    expect(wayBack(change(5, 20), routeAt(20))).toEqual({ kind: "undo", words: "Undo to 95 / 5" });
  });

  it("reviews what an undo took away", () => {
    const undo = change(20, 5, { undoes: "b" as ChangeId });
    expect(wayBack(undo, routeAt(5))).toMatchObject({ kind: "review", words: "Re-apply 80 / 20…" });
  });

  it("reviews the way over a change made since, from what stands now", () => {
    const back = wayBack(change(5, 20), routeAt(50));
    expect(back).toMatchObject({ kind: "review", words: "Back to 95 / 5…" });
    expect(back?.kind === "review" && inNumbers(back.draft.basis.weights)).toBe("50 / 50");
  });

  it("has none to weights that stand already, or that do not fit", () => {
    const undone = change(5, 20, { undoneBy: "b" as ChangeId });
    expect(wayBack(undone, routeAt(5))).toBeUndefined();
    expect(wayBack(undone, routeWith([ruleWith(destinationOf("v1", 60), destinationOf("v3", 40))]))).toBeUndefined();
  });
});
