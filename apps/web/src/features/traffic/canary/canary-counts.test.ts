import type { ComparedDestination } from "@fyr/contract";
import { expect, it } from "vitest";
import { canaryCounts } from "./canary-counts.ts";

const nothing = { requests: 0, failed: 0, responses: [] };

function counted(stretches: ComparedDestination["stretches"]): ComparedDestination {
  return { host: "payment", since: nothing, hourBefore: nothing, stretches };
}

it("rounds to whole requests without losing any over time", () => {
  const stable = counted(Array.from({ length: 10 }, () => ({ requests: 10.4, failed: 0.3 })));
  const canary = counted(Array.from({ length: 10 }, () => ({ requests: 0.4, failed: 0.4 })));
  const { failed } = canaryCounts(stable, canary);
  const total = (side: "stable" | "canary") =>
    failed.reduce(
      (sum, stretch) => ({ requests: sum.requests + stretch[side].requests, bad: sum.bad + stretch[side].bad }),
      {
        requests: 0,
        bad: 0,
      },
    );
  expect(total("stable")).toEqual({ requests: 104, bad: 3 });
  expect(total("canary")).toEqual({ requests: 4, bad: 4 });
  for (const { canary: outcome } of failed) {
    expect(Number.isInteger(outcome.requests) && outcome.bad <= outcome.requests).toBe(true);
  }
});

it("counts slow requests among those that were timed", () => {
  const both = counted([{ requests: 20, failed: 0, timed: 18, slow: 3 }]);
  expect(canaryCounts(both, both).slow).toEqual([
    { canary: { requests: 18, bad: 3 }, stable: { requests: 18, bad: 3 } },
  ]);
});
