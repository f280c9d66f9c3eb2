import { expect, it } from "vitest";
import { destinationOf, routeWith, ruleWith } from "../route/route.fixture.ts";
import { basisState, draftWith, inNumbers, isMoved, moveWeight, startDraft, wasWeights } from "./draft.ts";

const httpRoute = { route: { kind: "HTTPRoute", namespace: "payments", name: "payment" } } as const;
const ones = ruleWith(destinationOf("v1", 1), destinationOf("v2", 1));
const route = routeWith([ones], httpRoute);

it("moves weights of which only the ratio counts in percent, and has moved nothing before", () => {
  const draft = startDraft(route, ones);
  expect([inNumbers(draft.weights), draft.total, isMoved(draft)]).toEqual(["50 / 50", 100, false]);
  expect(inNumbers(draft.basis.weights)).toBe("1 / 1");
  const moved = moveWeight(draft, 1, 5);
  expect([inNumbers(moved.weights), isMoved(moved), inNumbers(wasWeights(moved))]).toEqual(["95 / 5", true, "50 / 50"]);
  expect(isMoved(moveWeight(moved, 1, 50))).toBe(false);
});

it("leaves finer weights than percent as fine as they are", () => {
  const fine = ruleWith(destinationOf("v1", 995), destinationOf("v2", 5));
  expect(startDraft(routeWith([fine], httpRoute), fine)).toMatchObject({ total: 1000 });
});

it("goes back to weights of any sum", () => {
  const now = ruleWith(destinationOf("v1", 95), destinationOf("v2", 5));
  const back = draftWith(routeWith([now], httpRoute), now.rule, [
    { host: "payment", subset: "v1", weight: 1 },
    { host: "payment", subset: "v2", weight: 1 },
  ]);
  expect(back && inNumbers(back.weights)).toBe("1 / 1");
  expect(back && isMoved(back)).toBe(true);
});

it("sees that somebody else moved them", () => {
  const draft = startDraft(route, ones);
  const theirs = routeWith([ruleWith(destinationOf("v1", 3), destinationOf("v2", 1))], httpRoute);
  expect([basisState(draft, route), basisState(draft, theirs)]).toEqual(["same", "weights-changed"]);
});

it("keeps the sum of a VirtualService", () => {
  expect(startDraft(routeWith([ones]), ones)).toMatchObject({ total: 2 });
});
