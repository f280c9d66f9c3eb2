import { ruleFile } from "@fyr/prometheus";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../fixtures/free-port.ts";
import { until } from "../fixtures/until.ts";
import { type ScrapedPrometheus, startScrapedPrometheus } from "./scraped-prometheus.ts";
import { type WatchedFyr, watchFyr } from "./watched-fyr.ts";

let prometheus: ScrapedPrometheus;
let fyr: WatchedFyr;

beforeAll(async () => {
  prometheus = await startScrapedPrometheus(await freePort());
  await prometheus.loadRules(ruleFile(1));
  const recorded = `http://127.0.0.1:${prometheus.port}/api/v1/query?query=fyr:edge_requests:rate1m`;
  await until("something is recorded", 30, async () => (await (await fetch(recorded)).text()).includes("storefront"));
  fyr = await watchFyr(`http://127.0.0.1:${prometheus.port}`, 1, 60);
});

afterAll(async () => {
  await prometheus.end();
  expect(await fyr.end()).toBe(0);
});

it("goes on with raw series when the rules vanish, and with recorded ones when they are back", async () => {
  const source = () => fyr.picture()?.source;
  await until("recorded series are read", 30, () => source() === "recorded");

  await prometheus.loadRules();
  const seen = new Set<string>();
  await until("raw series are read", 30, () => {
    seen.add(`${fyr.status()}, edges: ${fyr.picture()?.edges.length}`);
    return source() === "raw";
  });
  expect([...seen]).toEqual(["ok, edges: 1"]);
  expect(fyr.picture()?.warnings).toEqual([]);

  await prometheus.loadRules(ruleFile(1));
  await until("recorded series are read again", 100, () => source() === "recorded");
  expect(fyr.status()).toBe("ok");
});
