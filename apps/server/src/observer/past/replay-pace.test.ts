import type { Measured } from "@fyr/prometheus";
import { expect, it } from "vitest";
import { storefrontToCart, traffic } from "../../testing/fake-telemetry.ts";
import { paceOf } from "./replay-pace.ts";

const range = { from: 1_700_000_010, to: 1_700_001_795, stepSeconds: 15 };

function meshOf(rates: number, bounds: number): Measured {
  const [rate] = traffic(1);
  const histogram = {
    bounds: Array.from({ length: bounds }, (_, i) => i),
    perSecond: new Array<number>(bounds).fill(1),
  };
  const samples = [{ ...storefrontToCart, kind: "latency" as const, histogram }];
  return {
    samples: [...samples, ...Array.from({ length: rates }, () => rate ?? samples[0])].flatMap((one) => one ?? []),
    warnings: [],
  };
}

it("takes every step of a mesh of usual size", () => {
  expect(paceOf(range, 60, meshOf(300, 800))).toEqual({ range, latencyStepSeconds: 15, warnings: [] });
});

it("lets latencies be as old as the window without a word", () => {
  const { latencyStepSeconds, warnings } = paceOf(range, 60, meshOf(300, 1600));
  expect({ latencyStepSeconds, warnings }).toEqual({ latencyStepSeconds: 30, warnings: [] });
});

it("reads latencies less often where there are many, and says so", () => {
  const { range: paced, latencyStepSeconds, warnings } = paceOf(range, 60, meshOf(300, 6_000));
  expect({ paced, latencyStepSeconds }).toEqual({ paced: range, latencyStepSeconds: 120 });
  expect(warnings).toEqual([expect.stringMatching(/every 120 s/)]);
});

it("reads none where there are too many, and says so", () => {
  const { latencyStepSeconds, warnings } = paceOf(range, 60, meshOf(300, 300_000));
  expect(latencyStepSeconds).toBeUndefined();
  expect(warnings).toEqual([expect.stringMatching(/no latencies/)]);
});

it("takes longer steps where the rates are many, on multiples of them", () => {
  const { range: paced, warnings } = paceOf(range, 60, meshOf(10_000, 10));
  expect(paced.stepSeconds).toBe(30);
  expect(paced.from % 30).toBe(0);
  expect(warnings[0]).toMatch(/30 s instead of 15 s/);
});

it("counts the histograms of both sides, though a moment has read those of one", () => {
  const { samples } = meshOf(300, 800);
  const unread = { ...storefrontToCart, reporter: "destination" as const, kind: "latency" as const };
  const { latencyStepSeconds } = paceOf(range, 60, { samples: [...samples, unread], warnings: [] });
  expect(latencyStepSeconds).toBe(30);
});
