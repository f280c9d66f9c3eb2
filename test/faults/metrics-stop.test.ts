import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { freePort } from "../fixtures/free-port.ts";
import { until } from "../fixtures/until.ts";
import { type ScrapedPrometheus, startScrapedPrometheus } from "./scraped-prometheus.ts";
import { type WatchedFyr, watchFyr } from "./watched-fyr.ts";

let prometheus: ScrapedPrometheus;
let url: string;
let fyr: WatchedFyr;

beforeAll(async () => {
  prometheus = await startScrapedPrometheus(await freePort());
  url = `http://127.0.0.1:${prometheus.port}`;
  fyr = await watchFyr(url, 1, 15);
  await until("the rates are whole", 60, () => rate() > 45);
});

afterAll(async () => {
  await prometheus.end();
  expect(await fyr.end()).toBe(0);
});

const rate = () => fyr.picture()?.edges[0]?.requestsPerSecond ?? 0;

it("keeps the whole picture of a mesh that is frozen, and goes on with it by itself", async () => {
  prometheus.freezeMesh(true);
  await until("the metrics are said to have stopped", 30, () => fyr.message()?.includes("stopped arriving") === true);
  expect(fyr.status()).toBe("stale");
  expect(rate()).toBeGreaterThan(40);
  const { at } = fyr.picture() ?? {};

  await until("the sample is half a minute old", 60, () => /newest sample [3-9]\d s old/.test(fyr.message() ?? ""));
  expect(fyr.picture()?.at).toBe(at);
  expect(rate()).toBeGreaterThan(40);

  prometheus.freezeMesh(false);
  await until("the picture is fresh again", 20, () => fyr.status() === "ok");
  expect(fyr.picture()?.edges).toHaveLength(1);
});

it("says so as well to whoever starts Fyr afterwards", async () => {
  prometheus.freezeMesh(true);
  await until("the metrics are said to have stopped", 30, () => fyr.message()?.includes("stopped arriving") === true);
  const late = await watchFyr(url, 1, 15);
  onTestFinished(async () => void (await late.end()));
  await until("that is said", 20, () => late.message()?.includes("stopped arriving") === true);
  expect(late.status()).toBe("stale");
  expect(late.picture()?.edges).toHaveLength(1);
});
