import type { Finding } from "@fyr/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Doing, islandOf } from "../../../../../test/fixtures/incidents/island.ts";
import { type RunningPrometheus, startPrometheus } from "../../../../../test/fixtures/prometheus.ts";
import { connectTelemetry } from "../../connect-telemetry.ts";
import { observe } from "../../testing/observe.ts";
import type { Observer } from "../observer.ts";

const at = 1_790_000_100;
const onset = at - 1500;
const span = { from: at - 3 * 3600, to: at, stepSeconds: 15 };
const slower = [40, 200] as const;

/** Each in a namespace of its own, none calling another. */
const islands: Readonly<Record<string, Doing>> = {
  throttled: { ms: slower, throttled: [0.02, 0.62] },
  proxied: { ms: slower, throttledProxy: [0.02, 0.5], throttledPods: 2 },
  "one-pod": { ms: slower, throttled: [0.02, 0.62], throttledPods: 1 },
  "always-throttled": { ms: slower, throttled: [0.6, 0.6] },
  pool: { turnedAway: [0, 0.2] },
  filled: { memory: [0.5, 0.97] },
  "unnoticed-throttled": { throttled: [0.02, 0.7] },
  "slightly-throttled": { throttled: [0.02, 0.35] },
  well: { throttled: [0.7, 0.7], memory: [0.97, 0.97] },
  "caller-throttled": { ms: slower, throttled: [0.02, 0.62], database: "store" },
  "caller-waits": { ms: slower, database: "store" },
  ejected: { ms: slower, ejected: [0, 2] },
  "always-ejected": { ms: slower, ejected: [1, 2] },
  "database-throttled": { ms: slower, database: "store", throttledDatabase: [0.02, 0.62] },
};

let prometheus: RunningPrometheus;
let observer: Observer;
let findings: readonly Finding[];

beforeAll(async () => {
  const raw = Object.entries(islands).flatMap(([name, doing]) =>
    islandOf({ namespace: name, workload: "cart", doing, span, onset }),
  );
  prometheus = await startPrometheus(raw);
  observer = observe(
    connectTelemetry({ prometheus: { url: prometheus.url }, timeoutMs: 30_000, onRequest: () => undefined }),
  );
  ({
    investigation: { findings },
  } = await observer.investigate({ at }, new AbortController().signal));
});
afterAll(async () => {
  observer.close();
  await prometheus.stop();
});

function foundIn(namespace: string): Finding | undefined {
  const own = findings.filter(({ origin }) => "id" in origin && origin.id.includes(`/${namespace}/`));
  expect(own.length, JSON.stringify(own)).toBeLessThanOrEqual(1);
  return own[0];
}

const throttled = { saturated: "cpu", now: { saturationRatio: 0.62 } };

it.each([
  ["throttled", "slow", throttled],
  ["proxied", "slow", { saturated: "proxy-cpu", now: { saturationRatio: 0.5 } }],
  ["pool", "failing", { saturated: "connections", now: { saturationRatio: 0.2, errorRatio: 0.2 } }],
])("%s: what is %s since it has too little of something says so", (namespace, kind, told) => {
  expect(foundIn(namespace)).toMatchObject({ kind, ...told });
});

it.each(["one-pod", "always-throttled", "caller-waits"])(
  "%s: what most of its pods are well off with, or never had enough of, is no cause",
  (namespace) => {
    expect(foundIn(namespace)?.kind).toBe("slow");
    expect(foundIn(namespace)).not.toHaveProperty("saturated");
  },
);

it("whom callers have ejected endpoints of since says so, but not where they always do", () => {
  expect(foundIn("ejected")).toMatchObject({ kind: "slow", ejectedEndpoints: 2 });
  expect(foundIn("always-ejected")).toMatchObject({ kind: "slow" });
  expect(foundIn("always-ejected")).not.toHaveProperty("ejectedEndpoints");
  expect(foundIn("throttled")).not.toHaveProperty("ejectedEndpoints");
});

it("whoever has too little CPU itself waits for no database", () => {
  expect(foundIn("caller-throttled")?.origin).toMatchObject({ id: "workload/north/caller-throttled/cart" });
  expect(foundIn("caller-waits")?.toldBy).toBe("callers");
  const database = foundIn("database-throttled");
  expect(database).toMatchObject({ toldBy: "callers", ...throttled });
  expect(database?.otherwise).toEqual([{ type: "node", id: "workload/north/database-throttled/cart" }]);
});

it.each([
  ["unnoticed-throttled", "cpu", 0.7],
  ["filled", "memory", 0.97],
])("%s: what came to its bounds and harms nobody is told, after all that does", (namespace, saturated, ratio) => {
  const found = foundIn(namespace);
  expect(found).toMatchObject({ kind: "saturated", status: "notice", saturated, now: { saturationRatio: ratio } });
  expect(Math.abs(Date.parse(found?.onset?.at ?? "") / 1000 - onset)).toBeLessThanOrEqual(180);
  const notices = findings.filter(({ status }) => status === "notice");
  expect(findings.slice(-notices.length)).toEqual(notices);
});

it.each(["slightly-throttled", "well"])("%s: is nothing to speak of", (namespace) => {
  expect(foundIn(namespace)).toBeUndefined();
});
