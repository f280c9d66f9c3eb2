import { expect, it } from "vitest";
import type { PrometheusClient } from "../client.ts";
import { readLastPush } from "./last-push.ts";

const changedAt = 1000;

function pushed(...values: [time: number, count: number][]) {
  const rows = [{ metric: { type: "rds" }, values }];
  const client = { querySamples: async () => ({ rows, warnings: [] }) };
  return readLastPush(client as unknown as PrometheusClient, { from: changedAt, to: changedAt + 100 });
}

it.each([
  { what: "the first rise after the change", seen: pushed([995, 7], [1005, 7], [1010, 8], [1015, 9]), at: 1010 },
  { what: "nothing of a rise before it", seen: pushed([985, 6], [995, 7], [1005, 7]), at: undefined },
  { what: "nothing of a restart after it", seen: pushed([995, 7], [1005, 1], [1010, 4]), at: undefined },
  { what: "a rise after a restart that was over", seen: pushed([985, 7], [995, 1], [1005, 2]), at: 1005 },
  { what: "nothing of a count that is new", seen: pushed([1005, 3]), at: undefined },
])("tells $what", async ({ seen, at }) => {
  expect(await seen).toBe(at);
});
