import type { Topology } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { buildPicture } from "../build.ts";
import type { PictureInput } from "../picture.ts";
import { bytes, inventory, inventoryWorkload, key, latency, picture, requests, workload } from "../testing/made-up.ts";
import { createTolerances } from "./tolerance-rules.ts";
import type { Verdicts } from "./verdict-memory.ts";

const storefront = workload("storefront");
const cart = workload("cart");
const call = key(storefront, cart);
/** 100 requests a second, of which a share gets this code. */
const answering = (ratio: number, code = "503") => [
  requests(call, 100 * (1 - ratio)),
  requests(call, 100 * ratio, { code }),
];
const slow = (p95Ms: number) => [requests(call, 10), latency(call, { [p95Ms / 1.9]: 0, [p95Ms]: 9.5 }, 10)];

const build = (samples: PictureInput["samples"], rest: Partial<PictureInput> = {}) =>
  buildPicture(picture(samples, rest));
const edgeHealth = ({ edges }: Topology) => edges[0]?.health;
const cartHealth = ({ nodes }: Topology) => nodes.find(({ name }) => name === "cart")?.health;

describe("what a node's verdict stands on", () => {
  const redis = workload("redis");
  const tcp = bytes(key(cart, redis, { protocol: "tcp" }), 200, 100);
  const ready = inventoryWorkload("redis", { pods: { ready: 1, total: 1 } });
  const { pods: _, ...ofThePast } = ready;
  const redisIn = (workloads: (typeof ofThePast)[]) =>
    build(tcp, { inventory: inventory({ workloads }) }).topology.nodes.find(({ name }) => name === "redis")?.health;

  it("is its pods where there is only TCP, and nothing where they are not known", () => {
    expect(redisIn([ready])).toEqual({ status: "healthy", basis: "pods", causes: [] });
    expect(redisIn([ofThePast])).toEqual({ status: "unknown", basis: "tcp", causes: [] });
    expect(redisIn([])).toEqual({ status: "unknown", basis: "tcp", causes: [] });
  });

  it("makes nobody unwell in the totals who cannot be judged", () => {
    const { totals } = build(tcp, { inventory: inventory({ workloads: [ofThePast] }) }).topology;
    expect(totals).toMatchObject({ workloads: 2, workloadsHealthy: 0, workloadsUnknown: 2, edgesFailing: 0 });
  });
});

describe("verdicts from one picture to the next", () => {
  /** The statuses of one picture after the other, each with its seconds past the minute. */
  function statuses(looks: readonly (readonly [seconds: number, ratio: number])[]): unknown[] {
    let previous: Verdicts | undefined;
    return looks.map(([seconds, ratio]) => {
      const at = new Date(Date.UTC(2026, 10, 20, 3, 0, seconds)).toISOString();
      const { topology, verdicts } = build(answering(ratio), { at, ...(previous && { previous }) });
      previous = verdicts;
      return [edgeHealth(topology)?.status, cartHealth(topology)?.status];
    });
  }
  const well = ["healthy", "healthy"];
  const degraded = ["degraded", "degraded"];

  it("do not flicker at a threshold", () => {
    expect(statuses([0.0101, 0.0099, 0.0101, 0.0099].map((ratio, i) => [5 * i, ratio]))).toEqual(
      Array(4).fill(degraded),
    );
  });

  it("count a look once, however often its picture is built", () => {
    const again = Array.from({ length: 9 }, () => [5, 0.0101] as const);
    expect(statuses([[0, 0.009], ...again])).toEqual(Array(10).fill(well));
    expect(statuses([[0, 0.009], ...again, [10, 0.0101], [15, 0.0101]]).at(-1)).toEqual(degraded);
  });

  it("are forgotten when they are older than the window", () => {
    expect(
      statuses([
        [0, 0.0101],
        [61, 0.0099],
      ]),
    ).toEqual([degraded, well]);
    expect(
      statuses([
        [0, 0.0101],
        [60, 0.0099],
      ]),
    ).toEqual([degraded, degraded]);
  });

  it("say what it takes to recover while they are held", () => {
    const { verdicts: previous } = build(answering(0.0101));
    const held = build(answering(0.0099), { at: "2026-11-20T03:14:25.000Z", previous }).topology;
    expect(edgeHealth(held)?.causes).toEqual([
      {
        code: "server-errors",
        status: "degraded",
        value: 0.0099,
        threshold: 0.01,
        recoversBelow: 0.008,
        tolerance: "default",
      },
    ]);
  });
});

describe("tolerances", () => {
  const lenient = { codes: "404", degradedPercent: 50, failingPercent: 90 };

  it("of the callee judge what it is given", () => {
    const tolerances = createTolerances("fyr", [{ name: "cart", rates: [lenient] }]);
    const { topology } = build(answering(0.3, "404"), { tolerances });
    expect(edgeHealth(topology)?.status).toBe("healthy");
    expect(cartHealth(topology)?.status).toBe("healthy");
  });

  it("set for the caller judge what it sends, beside those of the callee", () => {
    const strict = { codes: "404", direction: "outbound", degradedPercent: 1, failingPercent: 5 };
    const tolerances = createTolerances("fyr", [
      { name: "storefront", rates: [strict] },
      { name: "cart", rates: [lenient] },
    ]);
    const { topology } = build(answering(0.3, "404"), { tolerances });
    expect(edgeHealth(topology)?.causes).toMatchObject([{ codes: "404", threshold: 0.05, tolerance: "config" }]);
    expect(cartHealth(topology)?.status).toBe("healthy");
  });

  it("on latency are absolute where that is said, and may fail", () => {
    const latencies = [{ quantile: "p95", degradedOverMs: 400, failingOverMs: 900 }] as const;
    const tolerances = createTolerances("fyr", [{ latencies }]);
    const healthAt = (p95Ms: number) => edgeHealth(build(slow(p95Ms), { tolerances }).topology);
    expect(healthAt(300)?.status).toBe("healthy");
    expect(healthAt(500)?.causes).toMatchObject([
      { code: "slow", status: "degraded", threshold: 400, quantile: "p95" },
    ]);
    expect(healthAt(1000)?.causes).toMatchObject([{ status: "failing", threshold: 900, tolerance: "config" }]);
    expect(cartHealth(build(slow(1000), { tolerances }).topology)?.status).toBe("failing");
  });

  it("of Kiali's preset need no minimum and no past", () => {
    const tolerances = createTolerances("kiali");
    const one = [requests(call, 10), requests(call, 1 / 60, { code: "500" })];
    expect(edgeHealth(build(one, { tolerances }).topology)?.status).toBe("degraded");
    expect(edgeHealth(build(slow(9000), { tolerances }).topology)?.status).toBe("healthy");
  });

  it("of an annotation come before the configuration, the workload's own before its service's", () => {
    const tolerances = createTolerances("fyr", [{ rates: [lenient] }]);
    const thresholdWith = (own?: string, ofService?: string) => {
      const known = inventory({
        workloads: [inventoryWorkload("cart", own === undefined ? {} : { rateAnnotation: own })],
        services: [
          {
            cluster: "north",
            namespace: "shop",
            name: "cart",
            host: "cart.shop.svc.cluster.local",
            selects: ["cart"],
            ...(ofService === undefined ? {} : { rateAnnotation: ofService }),
          },
        ],
      });
      return edgeHealth(build(answering(0.95, "404"), { tolerances, inventory: known }).topology)?.causes[0]?.threshold;
    };
    expect(thresholdWith()).toBe(0.9);
    expect(thresholdWith(undefined, "4XX,1,80,http,inbound")).toBe(0.8);
    expect(thresholdWith("4XX,1,70,http,inbound", "4XX,1,80,http,inbound")).toBe(0.7);
    expect(thresholdWith("nonsense", "4XX,1,80,http,inbound")).toBe(0.8);
  });

  it("tell from which values on what is not well is so", () => {
    const { unwellFrom, topology } = build(answering(0.2));
    const told = topology.problems.map(({ subject }) => unwellFrom.get(subject.id));
    expect(told).toEqual([[{ measure: "errorRatio", from: 0.01 }]]);
  });
});
