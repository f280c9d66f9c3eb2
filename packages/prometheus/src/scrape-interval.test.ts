import { expect, it } from "vitest";
import { PrometheusError } from "./prometheus-error.ts";
import { findScrapeInterval } from "./scrape-interval.ts";

const config = (...intervals: string[]) =>
  `global:\n  scrape_interval: 1m\nscrape_configs:\n${intervals.map((it) => `- job_name: x\n  scrape_interval: ${it}`).join("\n")}\n`;
const measuring =
  (count = 0) =>
  async () =>
    count;

it.each([
  { what: "that of the only job", yaml: config("5s"), is: 5 },
  { what: "the one every job has", yaml: config("1m", "60s"), is: 60 },
  { what: "half seconds too", yaml: config("500ms"), is: 0.5 },
  { what: "what is measured where others write", yaml: "global:\n  scrape_interval: 1m\n", count: 20, is: 15 },
  { what: "what is measured where jobs differ", yaml: config("5s", "15s"), count: 60, is: 5 },
  { what: "what is measured where nothing is told", yaml: "", count: 21, is: 15 },
  { what: "15 s where nothing is measured", yaml: "", is: 15 },
])("takes $what", async ({ yaml, count, is }) => {
  expect(await findScrapeInterval(async () => yaml, measuring(count))).toBe(is);
});

it("measures where the configuration is not shown", async () => {
  const hidden = async () => {
    throw new PrometheusError("prometheus_rejected", "not here");
  };
  expect(await findScrapeInterval(hidden, measuring(30))).toBe(10);
});
