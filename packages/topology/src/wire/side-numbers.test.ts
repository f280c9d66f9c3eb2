import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { buildTopology } from "../build.ts";
import { applyDiff, diffTopology, snapshotOf } from "../diff.ts";
import { bytes, key, latency, picture, requests, workload } from "../testing/made-up.ts";
import { nearestStep } from "./scales.ts";
import { isSideNumber, sideNumbersOf } from "./side-numbers.ts";

const [web, cart, pay, redis] = [workload("web"), workload("cart"), workload("pay"), workload("redis")];

/** Of many edges each with its own numbers; `more` of everything. */
function mesh(more: number) {
  const calls = [
    { of: key(web, cart), rate: 20 * more, failed: 1 },
    { of: key(pay, cart), rate: 7, failed: 2 * more },
    { of: key(web, pay), rate: 3 * more, failed: 0 },
  ];
  return buildTopology(
    picture([
      ...calls.flatMap(({ of, rate, failed }) => [
        requests(of, rate),
        ...(failed > 0 ? [requests(of, failed, { code: "503" })] : []),
        latency(of, { 10: rate / 2, 100: rate }, rate, rate * 8 * more),
      ]),
      ...bytes({ ...key(cart, redis), protocol: "tcp" }, 300 * more, 200, true),
    ]),
  );
}

function numberAt(row: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((part, field) => (part as Record<string, unknown> | undefined)?.[field], row);
}

describe("sideNumbersOf", () => {
  it.each([
    "inbound.requestsPerSecond",
    "outbound.requestsPerSecond",
    "inbound.bytesPerSecond",
    "outbound.bytesPerSecond",
    "inbound.errorRatio",
    "outbound.clientErrorRatio",
    "inbound.latencyMs.mean",
    "outbound.latencyMs.mean",
    "inbound.byHealth.healthy",
    "inbound.byHealth.degraded",
    "outbound.byHealth.failing",
    "outbound.byHealth.unknown",
  ])("finds %s but for the rounding", (path) => {
    const { nodes, edges } = mesh(1);
    const told = sideNumbersOf(nodes, edges)(path);
    const measured = nodes.flatMap((node, row) => {
      const number = numberAt(node, path);
      return typeof number === "number" ? [{ number, told: told?.[row] ?? Number.NaN }] : [];
    });
    expect(measured.length).toBeGreaterThan(0);
    for (const { number, told } of measured) expect(Math.abs(told - number)).toBeLessThanOrEqual(number * 0.01 + 1e-4);
  });

  it("says of a side with one edge what that edge says, percentiles and all", () => {
    const { nodes, edges } = mesh(1);
    const row = nodes.findIndex(({ name }) => name === "pay");
    const edge = edges.find(({ target }) => target === nodes[row]?.id);
    expect(sideNumbersOf(nodes, edges)("inbound.latencyMs.p99")?.[row]).toBe(edge?.latencyMs?.p99);
  });

  it("knows nothing of sides without edges, nor of other fields", () => {
    const nodes = [{ id: "workload/a/b/c" }] as unknown as TopologyNode[];
    const numbers = sideNumbersOf(nodes, [] as TopologyEdge[]);
    expect(numbers("inbound.requestsPerSecond")).toEqual(Float64Array.of(Number.NaN));
    expect(nearestStep(Number.NaN, "digits")).toBe(0);
    expect(["name", "pods.ready", "inbound", "health.status"].filter(isSideNumber)).toEqual([]);
    expect(numbers("pods.ready")).toBeUndefined();
  });
});

describe("a picture", () => {
  it("is sent without the numbers that its edges tell", () => {
    const sides = [...snapshotOf(mesh(1)).sides, ...diffTopology(mesh(1), mesh(1.5)).sides];
    const requests = sides.filter(({ path }) => path.endsWith("bound.requestsPerSecond"));
    expect(requests).toMatchObject(Array.from({ length: 4 }, () => ({ from: "edges" })));
    expect(requests.filter(({ steps }) => steps !== undefined)).toEqual([]);
  });

  it("has a node's numbers of now, where an edge of it moves and another goes", () => {
    const [before, after] = [mesh(1), mesh(2)];
    const fewer = { ...after, edges: after.edges.slice(1) };
    expect(applyDiff(before, diffTopology(before, fewer))).toEqual(fewer);
  });
});
