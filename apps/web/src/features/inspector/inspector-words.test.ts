import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { success } from "../../ui/format.ts";
import { chartInWords, endingWith, onlyWhere, spanInWords } from "./chart-data.ts";
import { latencyBars } from "./latency-bars.ts";
import { versionsOf, worstEdgesFirst } from "./worst-first.ts";

describe("a chart in words", () => {
  it("says its range and where it ends", () => {
    const points = [0.9996, null, 0.929].map((value, index) => ({ at: index * 60_000, value }));
    expect(chartInWords("Success rate", points, success)).toMatch(
      /^Success rate from \d\d:00:00 to \d\d:02:00: between 92\.9 % and 99\.96 %, at the end 92\.9 %\.$/,
    );
  });

  it("does not invent what was not measured", () => {
    expect(chartInWords("p99", [{ at: 0, value: null }], success)).toBe("p99: not measured in this time.");
  });

  it("says what it covers, live and past", () => {
    const series = { from: "2026-11-20T02:32:00.000Z", to: "2026-11-20T03:02:00.000Z" };
    expect(spanInWords(series, undefined)).toBe("last 30 min");
    expect(spanInWords(series, "2026-11-20T03:02:10.000Z")).toMatch(/^30 min until \d\d:02$/);
    expect(spanInWords(undefined, undefined)).toBe("");
  });
});

describe("a chart beside its number", () => {
  const points = [1, 2, 3].map((value, index) => ({ at: index * 10, value }));

  it("ends with that number, at its moment", () => {
    expect(endingWith(points, { at: 15, value: 9 })).toEqual([
      { at: 0, value: 1 },
      { at: 10, value: 2 },
      { at: 15, value: 9 },
    ]);
    expect(endingWith(points, { at: 20, value: 9 }).at(-1)).toEqual({ at: 20, value: 9 });
    expect(endingWith(points, undefined)).toBe(points);
  });

  it("tells trouble from the rest, with the way into it and out of it", () => {
    const values = [1, 1, 5, 1, 1, null, 1, 6].map((value, at) => ({ at, value }));
    expect(onlyWhere(values, (value) => value > 4).map(({ value }) => value)).toEqual([
      null,
      1,
      5,
      1,
      null,
      null,
      1,
      6,
    ]);
  });
});

describe("latency bars", () => {
  it("cuts empty ends away and shares sum to all that is left", () => {
    const bars = latencyBars([
      { upToMs: 1, perSecond: 0 },
      { upToMs: 5, perSecond: 1 },
      { upToMs: 10, perSecond: 0 },
      { perSecond: 3 },
      { upToMs: 99, perSecond: 0 },
    ]);
    expect(bars).toEqual([
      { upToMs: 5, fromMs: 1, share: 0.25 },
      { upToMs: 10, fromMs: 5, share: 0 },
      { fromMs: 10, share: 0.75 },
    ]);
  });

  it("has none without traffic", () => {
    expect(latencyBars([{ upToMs: 1, perSecond: 0 }])).toEqual([]);
  });
});

describe("worst first", () => {
  const edge = (id: string, status: TopologyEdge["health"]["status"], errorRatio: number, requestsPerSecond: number) =>
    ({
      id,
      health: { status, basis: "requests", causes: [] },
      errorRatio,
      requestsPerSecond,
    }) as unknown as TopologyEdge;

  it("puts failing before degraded, then errors, then traffic", () => {
    const edges = [
      edge("quiet", "healthy", 0, 1),
      edge("busy", "healthy", 0, 900),
      edge("slow", "degraded", 0, 5),
      edge("worse", "failing", 0.4, 1),
      edge("bad", "failing", 0.1, 50),
    ];
    expect(worstEdgesFirst(edges).map(({ id }) => id)).toEqual(["worse", "bad", "slow", "busy", "quiet"]);
  });
});

describe("versions", () => {
  const node = (name: string, version: string, perSecond: number, namespace = "payments") =>
    ({
      id: name,
      name,
      app: "payment",
      version,
      namespace,
      cluster: "c",
      inbound: { requestsPerSecond: perSecond },
    }) as unknown as TopologyNode;
  const v1 = node("payment-v1", "v1", 95);
  const v2 = node("payment-v2", "v2", 5);
  const elsewhere = node("payment-v1", "v1", 100, "staging");
  const mesh = { nodes: [v2, elsewhere, v1] } as unknown as Topology;

  it("shares the traffic of one app in one namespace", () => {
    expect(versionsOf(v2, mesh).map(({ node: { version }, share }) => [version, share])).toEqual([
      ["v1", 0.95],
      ["v2", 0.05],
    ]);
  });

  it("has nothing to say of an only version", () => {
    expect(versionsOf(elsewhere, mesh)).toEqual([]);
  });
});
