import type { EdgeId } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { buildTopology } from "./build.ts";
import type { SampleKey, TrafficSample } from "./samples.ts";
import { inventory, inventoryWorkload, key, latency, picture, requests, workload } from "./testing/made-up.ts";
import { usualOf } from "./usual.ts";

const failing = (of: SampleKey, perSecond: number, ratio: number) => [
  requests(of, perSecond * (1 - ratio)),
  requests(of, perSecond * ratio, { code: "503", flags: "UF" }),
];
const [ingress, storefront, checkout, payment] = ["ingress", "storefront", "checkout", "payment"].map((name) =>
  workload(name),
);
if (!ingress || !storefront || !checkout || !payment) throw new Error("four workloads");

describe("problems", () => {
  it("stand in order: failing first, then by failed requests a second", () => {
    const { problems } = buildTopology(
      picture([
        ...failing(key(storefront, workload("degraded-busy")), 1000, 0.02),
        ...failing(key(storefront, workload("failing-busy")), 100, 0.04),
        ...failing(key(storefront, workload("failing-quiet")), 1, 0.9),
      ]),
    );
    const edges = problems.filter((problem) => problem.subject.type === "edge");
    expect(edges.map(({ status, now }) => [status, now.errorRatio])).toEqual([
      ["failing", 0.04],
      ["failing", 0.9],
      ["degraded", 0.02],
    ]);
  });

  it("begin with where failures come from, however many of them arrive further up", () => {
    const ledger = workload("ledger");
    const { problems } = buildTopology(
      picture([
        ...failing(key(storefront, checkout), 100, 0.3),
        ...failing(key(checkout, payment), 90, 0.3),
        ...failing(key(payment, ledger), 50, 0.3),
        ...failing(key(ingress, workload("search")), 10, 0.3),
      ]),
    );
    const targets = problems.map(({ subject }) => /([a-z]+):http$/.exec(subject.id)?.[1]);
    expect(targets).toEqual(["ledger", "search", "checkout", "payment"]);
  });

  it("name callers of the failing edge, the most affected first, each with its share on the way there", () => {
    const { problems } = buildTopology(
      picture([
        ...failing(key(ingress, storefront), 100, 0.002),
        ...failing(key(storefront, checkout), 50, 0.005),
        requests(key(storefront, workload("search")), 500),
        ...failing(key(checkout, payment), 10, 0.1),
      ]),
    );
    expect(problems[0]).toMatchObject({
      kind: "server-errors",
      status: "failing",
      subject: { type: "edge", id: "workload/north/shop/checkout>workload/north/shop/payment:http" },
      now: { requestsPerSecond: 10, errorRatio: 0.1 },
      callers: [
        { id: "workload/north/shop/storefront", errorRatio: 0.005 },
        { id: "workload/north/shop/ingress", errorRatio: 0.002 },
      ],
    });
  });

  it("end for callers that call each other", () => {
    const { problems } = buildTopology(
      picture([
        requests(key(storefront, checkout), 5),
        requests(key(checkout, storefront), 5),
        ...failing(key(checkout, payment), 10, 0.1),
      ]),
    );
    expect(problems[0]?.callers).toEqual([{ id: "workload/north/shop/storefront", errorRatio: 0 }]);
  });

  it("compare with what was usual, and say since when", () => {
    const call = key(checkout, payment);
    const before = buildTopology(picture([requests(call, 10), latency(call, { 100: 10, 1000: 10 }, 10)]));
    const input = picture([requests(call, 10), latency(call, { 100: 0, 1000: 10 }, 10)], { usual: usualOf(before) });
    const [slow] = buildTopology(input).problems;
    expect(slow).toMatchObject({ kind: "slow", status: "degraded", now: { p95Ms: 955 }, usual: { p95Ms: 95 } });
    const [edge] = before.edges;
    const since = new Map([[edge?.id as EdgeId, { since: "2026-11-20T03:02:00.000Z" }]]);
    expect(buildTopology({ ...input, since }).problems[0]?.since).toBe("2026-11-20T03:02:00.000Z");
  });

  it("began when their edge left healthy, whatever kind of trouble is the worst by now", () => {
    const call = key(checkout, payment);
    const before = buildTopology(picture([requests(call, 10), latency(call, { 100: 10, 1000: 10 }, 10)]));
    const usual = usualOf(before);
    const slow = [latency(call, { 100: 0, 1000: 10 }, 10)];
    const since = new Map([[before.edges[0]?.id as EdgeId, { since: "2026-11-20T03:02:00.000Z" }]]);
    const toldOf = (samples: readonly TrafficSample[]) =>
      buildTopology({ ...picture([...slow, ...samples], { usual }), since }).problems.map(({ kind, since }) => [
        kind,
        since,
      ]);
    expect(toldOf([requests(call, 10)])).toEqual([["slow", "2026-11-20T03:02:00.000Z"]]);
    expect(toldOf(failing(call, 10, 0.1))).toEqual([["server-errors", "2026-11-20T03:02:00.000Z"]]);
  });

  it("compare a node as a whole with what was usual for it", () => {
    const call = key(checkout, payment);
    const before = buildTopology(picture([requests(call, 10), latency(call, { 100: 10, 1000: 10 }, 10)]));
    const input = picture([requests(call, 10), latency(call, { 100: 0, 1000: 10 }, 10)], { usual: usualOf(before) });
    const [caller, called] = buildTopology(input).nodes;
    expect(called?.inbound.latencyMs).toMatchObject({ p95: 955, usual: { p95: 95 } });
    expect(caller?.outbound.latencyMs).toMatchObject({ p95: 955, usual: { p95: 95 } });
  });

  it("compare no node of which a scope shows only a part", () => {
    const call = key(checkout, workload("ledger", "books"));
    const slow = [requests(call, 10), latency(call, { 100: 0, 1000: 10 }, 10)];
    const input = picture(slow, { usual: usualOf(buildTopology(picture(slow))), namespaces: ["shop"] });
    const { nodes } = buildTopology(input);
    expect(
      nodes.map(({ name, inbound, outbound }) => [name, inbound.latencyMs?.usual, outbound.latencyMs?.usual?.p95]),
    ).toEqual([
      ["ledger", undefined, undefined],
      ["checkout", undefined, 955],
    ]);
  });

  it("tell pods that are not ready, strangers to the mesh and plaintext", () => {
    const watched = inventory({
      workloads: [
        inventoryWorkload("checkout", { pods: { ready: 0, total: 2 } }),
        inventoryWorkload("payment", { inMesh: false }),
      ],
    });
    const call = key(checkout, payment, { reporter: "destination" });
    const { problems } = buildTopology(picture([requests(call, 10, { mtls: false })], { inventory: watched }));
    expect(problems.map(({ kind, status }) => [kind, status])).toEqual([
      ["pods-not-ready", "failing"],
      ["not-in-mesh", "notice"],
      ["plaintext", "notice"],
    ]);
  });

  it("name the twenty callers that are affected most", () => {
    const callers = Array.from({ length: 30 }, (_, at) =>
      failing(key(workload(`caller-${at}`), checkout), 100, at / 1e4),
    );
    const { problems } = buildTopology(picture([...callers.flat(), ...failing(key(checkout, payment), 10, 0.1)]));
    const ratios = problems[0]?.callers.map((caller) => caller.errorRatio);
    expect(ratios).toEqual(Array.from({ length: 20 }, (_, at) => (29 - at) / 1e4));
  });

  it("tell a node that fails its own calls once", () => {
    const { problems } = buildTopology(picture(failing(key(payment, payment), 10, 0.1)));
    expect(problems.map((problem) => problem.subject.type)).toEqual(["edge"]);
  });

  it("blame the node when failures are spread too thin over its callers", () => {
    const callers = Array.from({ length: 10 }, (_, at) => workload(`caller-${at}`));
    const { problems } = buildTopology(picture(callers.flatMap((caller) => failing(key(caller, payment), 1, 0.05))));
    expect(problems.map((problem) => problem.subject)).toEqual([{ type: "node", id: "workload/north/shop/payment" }]);
  });
});
