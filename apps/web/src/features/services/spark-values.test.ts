import type { NodeId, Sparkline } from "@fyr/contract";
import { expect, it } from "vitest";
import { sparkValues } from "./spark-values.ts";

const line: Sparkline = {
  id: "workload/north/shop/cart" as NodeId,
  direction: "inbound",
  requestsPerSecond: [10, null],
  errorRatio: [0.25, null],
};

it("ends with the numbers of the row", () => {
  expect(sparkValues(line, false, { requestsPerSecond: 12, errorRatio: 0.5 })).toEqual({
    rates: [10, null, 12],
    successes: [0.75, null, 0.5],
  });
  expect(sparkValues(line, false, {})?.rates).toEqual([10, null, null]);
});

it("never draws what is sent beside what is received", () => {
  expect(sparkValues(line, true, { requestsPerSecond: 3 })).toBeUndefined();
  expect(sparkValues(undefined, false, {})).toBeUndefined();
});
