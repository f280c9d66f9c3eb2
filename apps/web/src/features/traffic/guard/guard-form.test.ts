import { expect, it } from "vitest";
import { readForm, sensibleForm } from "./guard-form.ts";

const form = { minutes: "10", success: "99", p99: "500", requests: "50" };

it("reads limits", () => {
  expect(readForm(form)).toEqual({
    ok: true,
    minutes: 10,
    limits: { minSuccessRate: 0.99, maxP99Ms: 500, minRequests: 50 },
  });
  expect(readForm({ ...form, minutes: "0,25", p99: "" })).toMatchObject({ ok: true, minutes: 0.25 });
});

it.each([
  [{ minutes: "0" }, "Minutes"],
  [{ success: "101" }, "Success rate"],
  [{ success: "much" }, "Success rate"],
  [{ p99: "-1" }, "p99"],
  [{ success: "", p99: " " }, "Name a success rate"],
  [{ requests: "3" }, "Requests"],
  [{ requests: "50.5" }, "Requests"],
])("says what is wrong with %j", (typed, begins) => {
  const read = readForm({ ...form, ...typed });
  expect(read.ok ? "" : read.sentence).toMatch(new RegExp(`^${begins}`));
});

it("begins with limits that the stable version keeps", () => {
  const stable = { host: "a", weight: 1, configuredShare: 1, workloads: [], nodes: [], health: "healthy" } as const;
  expect(sensibleForm(undefined)).toMatchObject({ success: "99", p99: "" });
  const busy = { ...stable, workloads: [], nodes: [], errorRatio: 0.02, latencyMs: { p50: 10, p95: 80, p99: 120 } };
  expect(sensibleForm(busy)).toMatchObject({ success: "95.5", p99: "250" });
});
