import { expect, it } from "vitest";
import { destinationOf, ruleWith } from "../route/route.fixture.ts";
import { ruleRuns } from "./rule-runs.ts";

const still = ruleWith(destinationOf("v1", 100));
const split = ruleWith(destinationOf("v1", 95), destinationOf("v2", 5));
const few = [still, still, still, still];

it.each([
  { name: "few rules are all read", rules: [...few, split], folded: [false, false] },
  { name: "a long run before a split folds", rules: [...few, still, split, still], folded: [true, false, false] },
  { name: "rules that split never fold", rules: [split, split, split, split, split, split], folded: [false] },
  { name: "no rules at all", rules: [], folded: [] },
])("$name", ({ rules, folded }) => {
  const runs = ruleRuns(rules, () => false);
  expect(runs.map((run) => run.folded)).toEqual(folded);
  expect(runs.flatMap((run) => run.rules)).toEqual(rules);
});

it("never folds the rule being moved", () => {
  const runs = ruleRuns([...few, still], (rule) => rule === still);
  expect(runs.some(({ folded }) => folded)).toBe(false);
});
