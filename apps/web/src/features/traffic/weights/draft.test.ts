import { describe, expect, it } from "vitest";
import { destinationOf, routeWith, ruleWith } from "../route/route.fixture.ts";
import {
  basisState,
  draftFault,
  inNumbers,
  isHeld,
  isMoved,
  moveWeight,
  rangeOf,
  rebaseDraft,
  startDraft,
  sumOf,
  toggleLock,
  typeWeight,
} from "./draft.ts";

const two = ruleWith(destinationOf("v1", 95), destinationOf("v2", 5));
const three = ruleWith(destinationOf("v1", 60), destinationOf("v2", 30), destinationOf("v3", 10));
const draftOf = (rule = two) => startDraft(routeWith([rule]), rule);

describe("moveWeight", () => {
  it.each([
    { rule: two, index: 1, to: 20, now: "80 / 20" },
    { rule: two, index: 0, to: 100, now: "100 / 0" },
    { rule: three, index: 2, to: 40, now: "40 / 20 / 40" },
    { rule: ruleWith(destinationOf("v1", 9), destinationOf("v2", 1)), index: 1, to: 3, now: "7 / 3" },
    { rule: ruleWith(destinationOf("v1", 0), destinationOf("v2", 0)), index: 1, to: 5, now: "95 / 5" },
  ])("links the others so that the sum holds: $now", ({ rule, index, to, now }) => {
    const draft = moveWeight(draftOf(rule), index, to);
    expect(inNumbers(draft.weights)).toBe(now);
    expect(sumOf(draft.weights)).toBe(draft.total);
  });

  it("leaves a locked destination alone", () => {
    const draft = moveWeight(toggleLock(draftOf(three), 1), 2, 50);
    expect(inNumbers(draft.weights)).toBe("20 / 30 / 50");
    expect(rangeOf(draft, 2).most).toBe(70);
  });

  it("holds both of two when one is locked", () => {
    const draft = toggleLock(draftOf(), 0);
    expect([isHeld(draft, 0), isHeld(draft, 1)]).toEqual([true, true]);
    expect(isHeld(toggleLock(draft, 0), 1)).toBe(false);
  });
});

describe("typeWeight", () => {
  it("moves nothing for what is not a weight, and says why", () => {
    const draft = typeWeight(draftOf(), 1, "abc");
    expect(inNumbers(draft.weights)).toBe("95 / 5");
    expect(draftFault(draft)).toContain("“abc” is not a number");
    expect(isMoved(draft)).toBe(true);
  });

  it("forgets the wrong text once a weight is typed", () => {
    const draft = typeWeight(typeWeight(draftOf(), 1, ""), 1, "10");
    expect(inNumbers(draft.weights)).toBe("90 / 10");
    expect(draftFault(draft)).toBeUndefined();
  });

  it("does not cut a number down to what a lock leaves", () => {
    const draft = typeWeight(toggleLock(draftOf(three), 1), 2, "80");
    expect(inNumbers(draft.weights)).toBe("60 / 30 / 10");
    expect(draftFault(draft)).toContain("Only 70 can be given");
  });
});

describe("draftFault", () => {
  it("asks for a move first", () => {
    expect(draftFault(draftOf())).toBe("Nothing has been moved yet.");
    expect(draftFault(moveWeight(moveWeight(draftOf(), 1, 20), 1, 5))).toBe("Nothing has been moved yet.");
  });
});

describe("basisState", () => {
  const draft = moveWeight(draftOf(), 1, 20);

  it.each([
    { now: routeWith([two], { resourceVersion: "101" }), state: "same" },
    { now: routeWith([two], { generation: 4 }), state: "changed-elsewhere" },
    { now: routeWith([ruleWith(destinationOf("v1", 50), destinationOf("v2", 50))]), state: "weights-changed" },
    { now: routeWith([three]), state: "destinations-changed" },
    { now: routeWith([]), state: "destinations-changed" },
  ])("tells $state", ({ now, state }) => {
    expect(basisState(draft, now)).toBe(state);
  });
});

describe("rebaseDraft", () => {
  const draft = moveWeight(draftOf(), 1, 20);

  it("wants the same weights of the newer version, in its order", () => {
    const theirs = ruleWith(destinationOf("v2", 50), destinationOf("v1", 50));
    const rebased = rebaseDraft(draft, routeWith([theirs], { generation: 4 }));
    expect(rebased && inNumbers(rebased.weights)).toBe("20 / 80");
    expect(rebased?.basis.generation).toBe(4);
  });

  it("gives up when the destinations are others, or the weights have another sum", () => {
    expect(rebaseDraft(draft, routeWith([three]))).toBeUndefined();
    const relative = ruleWith(destinationOf("v1", 9), destinationOf("v2", 1));
    expect(rebaseDraft(draft, routeWith([relative]))).toBeUndefined();
  });
});
