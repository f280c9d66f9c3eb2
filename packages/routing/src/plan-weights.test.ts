import type { Weight } from "@fyr/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readHistory, recordPatch } from "./change-history.ts";
import { totalOf } from "./check-weights.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";
import { hasWeights, patchOf, planBack, planWeights, type WeightPlan } from "./plan-weights.ts";
import { readRoute, weightsOf } from "./read-route.ts";
import { ruleYaml } from "./route-yaml.ts";
import { anyRoute } from "./testing/any-route.ts";
import { applyPatch } from "./testing/apply-patch.ts";
import { payment } from "./testing/virtual-services.ts";

const secondRule = { protocol: "http", index: 1 } as const;
const v1 = { host: "payment", subset: "v1" };
const v2 = { host: "payment", subset: "v2" };

/** A generated object with a plan for its second rule; the new weights are a turn of the old sum over its places. */
const anyPlan = fc.tuple(anyRoute, fc.array(fc.nat(100), { minLength: 5, maxLength: 5 })).map(([object, picks]) => {
  const rule = readRoute(object).rules.find((each) => each.rule.index === 1);
  if (rule === undefined) throw new Error("the generator makes two rules");
  const current = weightsOf(rule);
  let left = totalOf(current);
  const wanted = current.map((weight, place): Weight => {
    const share = place === current.length - 1 ? left : Math.floor((left * (picks[place] ?? 0)) / 100);
    left -= share;
    return { ...weight, weight: share };
  });
  return { object, rule: rule.rule, wanted, result: planWeights(object, rule.rule, wanted) };
});

function withoutWeights(object: KubernetesObject): unknown {
  return JSON.parse(JSON.stringify(object, (name, value) => (name === "weight" ? undefined : value)));
}

/** The plan that takes back what a plan did to an object. */
function wayBack(changed: KubernetesObject, { rule, moves }: WeightPlan): WeightPlan {
  const back = planBack(changed, rule, moves);
  if (!back.ok) throw new Error(back.problem);
  return back.plan;
}

const withPlan = (law: (object: KubernetesObject, plan: WeightPlan) => void) =>
  fc.assert(
    fc.property(anyPlan, ({ object, result }) => {
      fc.pre(result.ok);
      if (result.ok) law(object, result.plan);
    }),
  );

describe("a plan", () => {
  it("only ever meets one refusal when destinations and sum are right: nothing would change", () => {
    fc.assert(
      fc.property(anyPlan, ({ result }) => {
        expect(result.ok || result.problem).toSatisfy((outcome) => outcome === true || outcome === "no-change");
      }),
    );
  });

  it("is taken back exactly: going back after the patch gives the object there was", () => {
    withPlan((object, plan) => {
      const changed = applyPatch(object, patchOf(plan));
      expect(applyPatch(changed, patchOf(wayBack(changed, plan)))).toEqual(object);
    });
  });

  it("changes nothing but weights of its rule", () => {
    withPlan((object, plan) => {
      const changed = applyPatch(object, patchOf(plan));
      expect(withoutWeights(changed)).toEqual(withoutWeights(object));
      const other = (of: KubernetesObject) => readRoute(of).rules.find((each) => each.rule.index === 0);
      expect(other(changed)).toEqual(other(object));
    });
  });

  it("leaves the weights it promised, with the sum there was", () => {
    withPlan((object, plan) => {
      const changed = applyPatch(object, patchOf(plan));
      expect(hasWeights(changed, plan.rule, plan.after)).toBe(true);
      expect(totalOf(plan.after)).toBe(totalOf(plan.before));
    });
  });

  it("writes to no path that is not a weight", () => {
    withPlan((_, plan) => {
      const writes = patchOf(plan).filter(({ op }) => op !== "test");
      expect(writes.length).toBeGreaterThan(0);
      for (const { path } of writes)
        expect(path).toMatch(/^\/spec\/((http|tls|tcp)\/1\/route|rules\/1\/backendRefs)\/\d\/weight$/);
    });
  });

  it("shows YAML whose lines differ in weights only", () => {
    withPlan((object, plan) => {
      const yaml = ruleYaml(object, plan);
      const rest = (text: string) => text.split("\n").filter((line) => !/^\s*(- )?weight: \d+$/.test(line));
      expect(rest(yaml.after)).toEqual(rest(yaml.before));
      expect(yaml.after).not.toBe(yaml.before);
    });
  });
});

it.each([
  { name: "another version", object: { ...payment(), metadata: { ...payment().metadata, resourceVersion: "8" } } },
  { name: "another weight", object: payment([90, 10]) },
])("refuses to apply to $name", ({ object }) => {
  const planned = planWeights(payment(), secondRule, [
    { ...v1, weight: 100 },
    { ...v2, weight: 0 },
  ]);
  if (!planned.ok) throw new Error(planned.problem);
  expect(() => applyPatch(object, patchOf(planned.plan))).toThrow("test of");
});

it.each([
  { problem: "unknown-rule", rule: { protocol: "http", index: 2 } as const, weights: [] },
  { problem: "unknown-rule", rule: { protocol: "tcp", index: 0 } as const, weights: [] },
  { problem: "too-few-destinations", rule: { protocol: "http", index: 0 } as const, weights: [{ ...v2, weight: 100 }] },
  { problem: "missing-destination", rule: secondRule, weights: [{ ...v1, weight: 100 }] },
  {
    problem: "unknown-destination",
    rule: secondRule,
    weights: [
      { ...v1, weight: 95 },
      { host: "payment", weight: 5 },
    ],
  },
  {
    problem: "duplicate-destination",
    rule: secondRule,
    weights: [
      { ...v1, weight: 95 },
      { ...v1, weight: 5 },
    ],
  },
  {
    problem: "not-whole",
    rule: secondRule,
    weights: [
      { ...v1, weight: 99.5 },
      { ...v2, weight: 0.5 },
    ],
  },
  {
    problem: "not-whole",
    rule: secondRule,
    weights: [
      { ...v1, weight: Number.NaN },
      { ...v2, weight: 5 },
    ],
  },
  {
    problem: "negative",
    rule: secondRule,
    weights: [
      { ...v1, weight: 105 },
      { ...v2, weight: -5 },
    ],
  },
  {
    problem: "not-100",
    rule: secondRule,
    weights: [
      { ...v1, weight: 95 },
      { ...v2, weight: 6 },
    ],
  },
  {
    problem: "no-change",
    rule: secondRule,
    weights: [
      { ...v2, weight: 5 },
      { ...v1, weight: 95 },
    ],
  },
])("answers $problem", ({ problem, rule, weights }) => {
  expect(planWeights(payment(), rule, weights)).toMatchObject({ ok: false, problem });
});

it("refuses a rule that names a destination twice, for weights could not be told apart", () => {
  const object = payment();
  const route = [
    { destination: v1, weight: 50 },
    { destination: v1, weight: 50 },
  ];
  const twice = { ...object, spec: { http: [{ route }] } };
  const wanted = [{ ...v1, weight: 100 }];
  expect(planWeights(twice, { protocol: "http", index: 0 }, wanted)).toMatchObject({
    problem: "ambiguous-destination",
  });
});

it("keeps the sum of relative weights", () => {
  const wanted = (one: number, two: number) => [
    { ...v1, weight: one },
    { ...v2, weight: two },
  ];
  expect(planWeights(payment([3, 1]), secondRule, wanted(2, 2))).toMatchObject({ ok: true });
  expect(planWeights(payment([3, 1]), secondRule, wanted(95, 5))).toMatchObject({ problem: "not-100", total: 4 });
});

it("adds a weight the object leaves out, and takes it out again", () => {
  const object = payment([100, undefined]);
  const planned = planWeights(object, secondRule, [
    { ...v1, weight: 95 },
    { ...v2, weight: 5 },
  ]);
  if (!planned.ok) throw new Error(planned.problem);
  expect(patchOf(planned.plan)).toContainEqual({ op: "add", path: "/spec/http/1/route/1/weight", value: 5 });
  const changed = applyPatch(object, patchOf(planned.plan));
  expect(patchOf(wayBack(changed, planned.plan))).toContainEqual({ op: "remove", path: "/spec/http/1/route/1/weight" });
});

it("carries its history on the object, and goes back from what is read there", () => {
  withPlan((object, plan) => {
    const change = {
      id: "a" as never,
      rule: plan.rule,
      before: [...plan.before],
      after: [...plan.after],
      by: "mats",
      at: "2026-11-20T03:14:20.000Z",
      reason: 'it\'s "bad"',
      moves: plan.moves,
    };
    const changed = applyPatch(object, [...patchOf(plan), ...recordPatch(object, change)]);
    const [read] = readHistory(changed);
    expect(read).toEqual(change);
    const restored = applyPatch(changed, patchOf(wayBack(changed, { ...plan, moves: read?.moves ?? [] })));
    expect(restored.spec).toEqual(object.spec);
  });
});

it.each(["", "{", "7", '[{"id":1}]', '[{"id":"a","by":"b","at":"never"}]'])("reads %j as no history", (annotation) => {
  const object = payment();
  const broken = { ...object, metadata: { ...object.metadata, annotations: { "fyr.dev/history": annotation } } };
  expect(readHistory(broken)).toEqual([]);
});

it("keeps the last 20 changes", () => {
  let object = payment();
  const moves = [
    { index: 0, destination: v1, from: 95, to: 100 },
    { index: 1, destination: v2, from: 5, to: 0 },
  ];
  for (let n = 0; n < 25; n += 1) {
    const change = {
      id: `c${n}` as never,
      rule: secondRule,
      before: [],
      after: [],
      by: "mats",
      at: "2026-11-20T03:14:20Z",
      moves,
    };
    object = applyPatch(object, recordPatch(object, change));
  }
  expect(readHistory(object).map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => `c${n + 5}`));
});
