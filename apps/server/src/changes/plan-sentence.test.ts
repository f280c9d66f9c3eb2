import type { PlanResult } from "@fyr/routing";
import { expect, it } from "vitest";
import { planSentence } from "./plan-sentence.ts";

type Refusal = Extract<PlanResult, { ok: false }>;

it.each<{ readonly refusal: Refusal; readonly sentence: string; readonly field: string }>([
  {
    refusal: { ok: false, problem: "missing-destination", host: "payment" },
    sentence: "payment is missing: name every destination.",
    field: "weights",
  },
  {
    refusal: { ok: false, problem: "missing-destination", host: "payment", subset: "v2" },
    sentence: "payment v2 is missing: name every destination.",
    field: "weights",
  },
  {
    refusal: { ok: false, problem: "not-whole", index: 1 },
    sentence: "A weight must be a whole number.",
    field: "weights[1].weight",
  },
  {
    refusal: { ok: false, problem: "not-100", sum: 90, total: 100 },
    sentence: "The weights sum to 90; they must sum to 100.",
    field: "weights",
  },
])("says “$sentence”", ({ refusal, sentence, field }) => {
  expect(planSentence(refusal)).toEqual({ sentence, field });
});
