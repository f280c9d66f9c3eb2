import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { freePort } from "../fixtures/free-port.ts";
import { until } from "../fixtures/until.ts";
import { type ScrapedPrometheus, startScrapedPrometheus } from "./scraped-prometheus.ts";
import { type WatchedFyr, watchFyr } from "./watched-fyr.ts";
import { openRoad, type WatchedRoad } from "./watched-road.ts";

const refreshSeconds = 2;
/** What machines with more to do than this need on top. */
const slackSeconds = 2;

let prometheus: ScrapedPrometheus;
let road: WatchedRoad;
let fyr: WatchedFyr;

beforeAll(async () => {
  prometheus = await startScrapedPrometheus(await freePort());
  road = await openRoad(prometheus.port);
  fyr = await watchFyr(road.url, refreshSeconds);
  await until("the map shows the edge", 30, () => (fyr.picture()?.edges[0]?.requestsPerSecond ?? 0) > 1);
});

afterAll(async () => {
  await prometheus.end();
  road.end();
  expect(await fyr.end()).toBe(0);
});

afterEach(() => expect(fyr.isRunning()).toBe(true));

async function becomesStale(): Promise<void> {
  await until("the picture is called stale", 2 * refreshSeconds + slackSeconds, () => fyr.status() === "stale");
  expect(fyr.picture()?.edges).toHaveLength(1);
}

async function recovers(): Promise<void> {
  await until("the picture is fresh again", 10 + slackSeconds, () => fyr.status() === "ok");
  expect(fyr.picture()?.edges).toHaveLength(1);
}

async function longerThanTheTimeout(): Promise<void> {
  const from = Date.now();
  await until("the timeout has passed", 15, () => Date.now() - from > 12_000);
}

it("keeps the picture of a Prometheus that was halted, and asks it one thing at a time", async () => {
  prometheus.signal("SIGSTOP");
  await becomesStale();
  await longerThanTheTimeout();
  road.mostAtOnce();
  await longerThanTheTimeout();
  expect(road.mostAtOnce()).toBeLessThanOrEqual(1);
  prometheus.signal("SIGCONT");
  await recovers();
});

it("keeps the picture of a Prometheus that was killed", async () => {
  await prometheus.kill();
  await becomesStale();
  await prometheus.start();
  await recovers();
});

it.each(["silent", "garbage"] as const)("keeps the picture while the road is %s", async (state) => {
  road.set(state);
  await becomesStale();
  road.set("open");
  await recovers();
});

it("goes on with a Prometheus that is slower than the refresh", async () => {
  road.set("slow");
  const before = fyr.picture()?.revision ?? 0;
  await until("new pictures come", 30, () => (fyr.picture()?.revision ?? 0) > before + 2);
  expect(road.mostAtOnce()).toBeLessThanOrEqual(5);
  road.set("open");
  await recovers();
});

it("says what is wrong to whoever asks meanwhile", async () => {
  await prometheus.kill();
  await becomesStale();
  const live = await fetch(`${fyr.url}/api/topology`);
  expect(await live.json()).toMatchObject({ sources: [{ name: "prometheus", status: "stale" }, { status: "off" }] });
  const past = await fetch(`${fyr.url}/api/topology?at=1700000000`);
  expect(past.status).toBe(503);
  expect(await past.json()).toMatchObject({ code: "prometheus_unavailable" });
  await prometheus.start();
  await recovers();
});
