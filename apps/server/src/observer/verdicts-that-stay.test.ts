import type { Topology } from "@fyr/contract";
import { applyDiff } from "@fyr/topology";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeTelemetry, traffic } from "../testing/fake-telemetry.ts";
import { observe, watch } from "../testing/observe.ts";

const start = Date.parse("2026-11-20T03:00:00Z");
const nobody = new AbortController().signal;

beforeEach(() => vi.useFakeTimers({ now: start }));
afterEach(() => vi.useRealTimers());

it("keeps the verdict of an edge at the threshold while it is live, and judges the past by the threshold alone", async () => {
  let failing = 0.0101;
  const telemetry = fakeTelemetry({ traffic: async () => ({ samples: traffic(100, failing), warnings: [] }) });
  const observer = observe(telemetry);
  const { events } = watch(observer);
  await vi.advanceTimersByTimeAsync(1000);
  failing = 0.0099;
  await vi.advanceTimersByTimeAsync(10_000);

  const live = events.reduce<Topology | undefined>((shown, event) => {
    if (event.event === "snapshot") return event.data;
    return event.event === "diff" && shown !== undefined ? applyDiff(shown, event.data) : shown;
  }, undefined);
  const past = await observer.at({ at: start / 1000 - 600 }, nobody);
  observer.close();

  expect(live?.edges[0]).toMatchObject({ errorRatio: 0.0099, health: { status: "degraded" } });
  expect(past.edges[0]).toMatchObject({ errorRatio: 0.0099, health: { status: "healthy" } });
});
