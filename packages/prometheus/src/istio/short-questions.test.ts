import { expect, it } from "vitest";
import { select } from "../promql.ts";
import { shortQuestions } from "./short-questions.ts";

const [small, large, huge] = [select("small"), select("l".repeat(8000)), select("h".repeat(20_000))];

it.each([
  { what: "nothing", queries: [], questions: [] },
  { what: "all that is short", queries: [small, small, large], questions: [[small, small, large]] },
  { what: "what is too long together", queries: [large, small, large], questions: [[large, small], [large]] },
  { what: "what is too long alone", queries: [small, huge, small], questions: [[small], [huge], [small]] },
])("asks $what in as few questions as are short", ({ queries, questions }) => {
  const asked = shortQuestions(queries);
  expect(asked).toHaveLength(questions.length);
  for (const [at, together] of questions.entries()) {
    for (const query of together) expect(asked[at]).toContain(query);
  }
});
