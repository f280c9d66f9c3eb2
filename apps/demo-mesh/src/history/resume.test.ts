import { describe, expect, it } from "vitest";
import { resume } from "./resume.ts";

const NOW = 1_790_000_000;
const state = {
  mesh: "default-1",
  scenario: "failing-canary",
  onset: NOW - 4000,
  savedAt: NOW - 100,
  isFinal: true,
  counters: { a: [1] },
};
const input = {
  state,
  mesh: "default-1",
  scenario: "failing-canary",
  onset: undefined,
  now: NOW,
  newestSample: NOW - 103,
};

describe("a new run", () => {
  it("goes on with the counters of the last one, and with its trouble", () => {
    expect(resume(input)).toEqual({ from: NOW - 100, counters: { a: [1] }, onset: NOW - 4000 });
  });

  it("starts counters anew after a crash, from the newest sample on", () => {
    const crashed = resume({ ...input, state: { ...state, isFinal: false }, newestSample: NOW - 40 });

    expect(crashed).toMatchObject({ from: NOW - 40, counters: {} });
  });

  it("starts counters anew for another mesh", () => {
    expect(resume({ ...input, mesh: "default-2" }).counters).toEqual({});
  });

  it("writes six hours when Prometheus has nothing", () => {
    const fresh = resume({ ...input, newestSample: undefined });

    expect(fresh).toEqual({ from: NOW - 21_600, counters: {}, onset: NOW - 720 });
  });

  it("never overwrites samples an interrupted run has left", () => {
    expect(resume({ ...input, state: undefined, newestSample: NOW - 9000 }).from).toBe(NOW - 9000);
  });

  it("has the trouble begin when it is told to", () => {
    expect(resume({ ...input, onset: NOW - 60 }).onset).toBe(NOW - 60);
  });
});
