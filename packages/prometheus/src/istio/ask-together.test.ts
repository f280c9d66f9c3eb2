import { expect, it } from "vitest";
import { PrometheusError } from "../prometheus-error.ts";
import { type PromQl, select } from "../promql.ts";
import { askTogether } from "./ask-together.ts";

const queries = ["one", "two", "three"].map((name) => select(name));
const names = (question: PromQl) => [...question.matchAll(/one|two|three/g)].map(([name]) => name);

function taking(
  most: number,
  error: Error = new PrometheusError("prometheus_rejected", "too long", { isTooMuch: true }),
) {
  const asked: string[][] = [];
  const ask = async (question: PromQl) => {
    asked.push(names(question));
    if (names(question).length > most) throw error;
    return names(question);
  };
  return { asked, ask };
}

it.each([
  { most: 3, asked: [["one", "two", "three"]] },
  { most: 2, asked: [["one", "two", "three"], ["one", "two"], ["three"]] },
])("asks in parts what is refused together, of $most at most", async ({ most, asked }) => {
  const telling = taking(most);
  expect(await askTogether(queries, telling.ask)).toEqual(["one", "two", "three"]);
  expect(telling.asked).toEqual(asked);
});

it("asks nothing where nothing is wanted, and fails with what is refused by itself", async () => {
  const telling = taking(0);
  expect(await askTogether([], telling.ask)).toEqual([]);
  await expect(askTogether(queries, telling.ask)).rejects.toThrow("too long");
});

it.each([
  { whom: "of whom nobody reaches", error: new PrometheusError("prometheus_unavailable", "no answer") },
  { whom: "what is wrong however little it is", error: new PrometheusError("prometheus_rejected", "parse error") },
])("does not ask again $whom", async ({ error }) => {
  const telling = taking(0, error);
  await expect(askTogether(queries, telling.ask)).rejects.toThrow(error);
  expect(telling.asked).toHaveLength(1);
});
