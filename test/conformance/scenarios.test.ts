import { afterAll, beforeAll, describe, it } from "vitest";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { type ScenarioOptions, scenarioSeries } from "../fixtures/scenario.ts";
import { expectGraph, graphsOf, scenarios } from "./expect-graph.ts";

/** Ways to write the same traffic down. A restart lies within every window looked at. */
const ways: readonly { readonly how: string; readonly options: ScenarioOptions }[] = [
  { how: "plain", options: {} },
  { how: "both sides reporting", options: { mirror: true } },
  { how: "three proxies each", options: { instances: 3 } },
  { how: "with labels nobody asks for", options: { extras: true } },
  { how: "after a restart", options: { resetBefore: 30 } },
  { how: "after a restart long ago", options: { resetBefore: 300 } },
];

const runs = scenarios.flatMap((scenario) => ways.map((way) => ({ scenario, ...way })));

// Names repeat between scenarios. In one Prometheus each has a time of its own, further apart than any window is long.
const slotSeconds = 1500;
const start = Date.UTC(2026, 0, 1) / 1000;
const momentOf = (run: number) => start + run * slotSeconds;

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus(
    runs.flatMap(({ scenario, options }, run) => {
      const at = momentOf(run);
      return scenarioSeries(scenario, at, { from: at - 810, to: at + 30, stepSeconds: 15 }, options);
    }),
  );
});
afterAll(() => prometheus.stop());

describe.each(runs.map((run, at) => ({ ...run, at: momentOf(at) })))("$scenario, $how", ({ scenario, at }) => {
  it.each(graphsOf(scenario))("gives %s", (name) => expectGraph(prometheus.url, at, name));
});
