import type { ChangeId, ChangeStatus, RouteChange } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { stageOf } from "./change-stage.ts";
import { outcomeInWords, progressSteps } from "./progress-text.ts";

const observed = {
  requests: 1240,
  shares: [
    { host: "payment", subset: "v1", expected: 1, observed: 0.97 },
    { host: "payment", subset: "v2", expected: 0, observed: 0.03 },
  ],
};

function change(status: ChangeStatus, more: Partial<RouteChange> = {}): RouteChange {
  return {
    id: "1" as ChangeId,
    route: { kind: "VirtualService", namespace: "payments", name: "payment" },
    rule: { protocol: "http", index: 0 },
    before: [],
    after: [],
    by: "ingrid",
    at: "2026-11-20T03:00:00.000Z",
    status,
    ...more,
  };
}

const stepsOf = (of: RouteChange, now: number) => progressSteps(of, stageOf(of, now, 60), now);
const outcomeOf = (status: ChangeStatus, now: number) =>
  outcomeInWords(change(status), stageOf(change(status), now, 60));
const later = (seconds: number) => Date.parse("2026-11-20T03:00:00.000Z") + seconds * 1000;

describe("progressSteps", () => {
  it("counts seconds and requests while traffic is watched", () => {
    expect(stepsOf(change({ phase: "accepted", observed }), later(4))).toEqual([
      { name: "accepted", state: "done", detail: "by the API server" },
      { name: "watching traffic", state: "now", detail: "for 4 s, 1,240 requests counted" },
    ]);
  });

  it("names the push where istiod showed it", () => {
    const steps = stepsOf(change({ phase: "accepted" }, { pushedAt: "2026-11-20T03:00:00.800Z" }), later(4));
    expect(steps.map((step) => `${step.name} ${step.detail}`)).toEqual([
      "accepted by the API server",
      "pushed after 0.8 s",
      "watching traffic for 4 s, no requests counted yet",
    ]);
  });

  it("ends with how long it took", () => {
    const steps = stepsOf(change({ phase: "observed", afterSeconds: 9.2, observed }), later(60));
    expect(steps.at(-1)).toEqual({
      name: "seen in traffic",
      state: "done",
      detail: "after 9.2 s, 1,240 requests counted",
    });
  });

  it("never counts backwards when clocks differ", () => {
    const steps = stepsOf(change({ phase: "accepted" }), later(-3));
    expect(steps.at(-1)?.detail).toContain("for 0 s");
  });
});

it("stops waiting for an outcome nobody will tell", () => {
  const silent = { phase: "accepted" } as const;
  expect(outcomeOf(silent, later(120))).toBe("");
  expect(outcomeOf(silent, later(181))).toMatch(/is not known\.$/);
  expect(stepsOf(change(silent), later(181)).at(-1)?.name).toBe("not known whether in traffic");
});

describe("the outcome", () => {
  it("says how long the map still counts requests from before", () => {
    const seen = { phase: "observed", afterSeconds: 9.2, observed } as const;
    expect(outcomeOf(seen, later(20))).toMatch(
      /^The traffic follows the new weights\. Numbers of the last 1 min are settling until \d\d:01:15: they still count requests from before\.$/,
    );
    expect(outcomeOf(seen, later(80))).toBe("The traffic follows the new weights.");
  });

  it("says which destination gets what", () => {
    expect(outcomeOf({ phase: "not-observed", reason: "share-differs", observed }, later(130))).toBe(
      "The weights are set, but requests still arrive in other shares: v1 got 97.0 % (set: 100 %), v2 got 3.0 % (set: 0 %).",
    );
  });

  it.each(["too-few-requests", "changed-since", "not-measurable"] as const)("has a sentence for %s", (reason) => {
    expect(outcomeOf({ phase: "not-observed", reason }, later(130))).toMatch(/^The weights .*\.$/);
  });
});
