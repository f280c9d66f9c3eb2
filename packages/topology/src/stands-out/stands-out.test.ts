import { describe, expect, it } from "vitest";
import { chanceOfDifference } from "./exact-test.ts";
import { type PodCounts, standsOut } from "./stands-out.ts";

describe("the exact test of two shares", () => {
  // The tea-tasting lady and others, worked out with whole numbers of any size.
  it.each([
    { one: [3, 4], other: [1, 4], chance: 0.4857143 },
    { one: [1, 10], other: [11, 14], chance: 0.002759456 },
    { one: [0, 1000], other: [10, 1000], chance: 0.001909465 },
    { one: [5, 100_000], other: [5, 100_000], chance: 1 },
  ] as const)("of $one and $other is $chance", ({ one, other, chance }) => {
    const of = ([failed, requests]: readonly [number, number]) => ({ failed, requests });
    expect(chanceOfDifference(of(one), of(other))).toBeCloseTo(chance, 6);
  });

  it("says nothing without requests or without failures", () => {
    expect(chanceOfDifference({ failed: 0, requests: 0 }, { failed: 5, requests: 10 })).toBe(1);
    expect(chanceOfDifference({ failed: 0, requests: 9 }, { failed: 0, requests: 10 })).toBe(1);
  });
});

const pod = (name: string, failed: number, more: Partial<PodCounts> = {}): PodCounts => ({
  name,
  failed,
  requests: 600,
  ...more,
});

describe("who stands out", () => {
  it("is the one pod that fails", () => {
    expect(standsOut([pod("a", 3), pod("b", 90), pod("c", 2)])).toMatchObject({ what: "pod", name: "b", by: "errors" });
  });

  it("is the host when all pods on it fail, and the pod when its neighbour is well", () => {
    const on = (host: string) => ({ host });
    const well = [pod("c", 1, on("node-b")), pod("d", 2, on("node-b"))];
    expect(standsOut([pod("a", 60, on("node-a")), pod("b", 70, on("node-a")), ...well])).toMatchObject({
      what: "host",
      name: "node-a",
    });
    expect(standsOut([pod("a", 2, on("node-a")), pod("b", 70, on("node-a")), ...well])).toMatchObject({
      what: "pod",
      name: "b",
    });
  });

  it("is the zone when pods on all its hosts fail", () => {
    const at = (zone: string, host: string) => ({ zone, host });
    const bad = [pod("a", 60, at("eu-1", "a")), pod("b", 70, at("eu-1", "b"))];
    const well = [pod("c", 1, at("eu-2", "c")), pod("d", 2, at("eu-2", "d"))];
    expect(standsOut([...bad, ...well])).toMatchObject({ what: "zone", name: "eu-1" });
  });

  it("is nobody when chance explains it, or the difference does not matter", () => {
    expect(standsOut([pod("a", 3), pod("b", 8), pod("c", 2)])).toBeUndefined();
    expect(standsOut([pod("a", 0, { requests: 5 }), pod("b", 1, { requests: 5 })])).toBeUndefined();
    const many = { requests: 1_000_000 };
    expect(standsOut([pod("a", 900, many), pod("b", 1800, many)])).toBeUndefined();
    expect(standsOut([pod("a", 300)])).toBeUndefined();
  });

  it("is the slow pod where none fails more", () => {
    const timed = (mean: number) => ({ latencyMs: { p50: mean * 0.8, p95: mean * 2.2, p99: mean * 4, mean } });
    const pods = [pod("a", 0, timed(40)), pod("b", 0, timed(41)), pod("c", 0, timed(130))];
    expect(standsOut(pods)).toMatchObject({ what: "pod", name: "c", by: "latency" });
    expect(standsOut(pods.slice(0, 2))).toBeUndefined();
    const few = pods.map((each) => ({ ...each, requests: 3 }));
    expect(standsOut(few)).toBeUndefined();
  });

  it("never finds anybody among pods that are alike", () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const failures = (requests: number, share: number) =>
      Array.from({ length: requests }, random).filter((value) => value < share).length;
    const looks = Array.from({ length: 300 }, () =>
      standsOut(
        Array.from({ length: 6 }, (_, at) => pod(`p${at}`, failures(400, 0.03), { requests: 400, host: `h${at % 2}` })),
      ),
    );
    expect(looks.filter((found) => found !== undefined)).toEqual([]);
  });
});
