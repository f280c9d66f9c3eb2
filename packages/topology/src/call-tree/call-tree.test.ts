import type { CallTree, EdgeId, NodeId, TopologyEdge, TopologyNode } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { edgeIdOf, nodeIdOf } from "../ids.ts";
import type { BothSides } from "./both-sides.ts";
import { callTreeOf } from "./call-tree.ts";
import type { SeenFromBothSides } from "./calls.ts";

const id = (name: string): NodeId => nodeIdOf("workload", "north", "shop", name);

interface Called {
  readonly from: string;
  readonly to: string;
  readonly requests?: number;
  /** Mean at the caller, and at the callee. */
  readonly ms?: readonly [number, number];
  readonly errors?: number;
  /** As the callee counts them. */
  readonly arrived?: number;
}

function seen(calls: readonly Called[]): SeenFromBothSides {
  const sides = new Map<EdgeId, BothSides>();
  const edges = calls.map(({ from, to, requests, ms, errors, arrived = requests }): TopologyEdge => {
    const protocol = requests === undefined ? "tcp" : "http";
    const edge = edgeIdOf(id(from), id(to), protocol);
    const side = (count: number, mean?: number) => ({
      requests: count,
      timed: mean === undefined ? 0 : count,
      sumMs: (mean ?? 0) * count,
    });
    if (requests !== undefined && arrived !== undefined) {
      sides.set(edge, { caller: side(requests, ms?.[0]), callee: side(arrived, ms?.[1]) });
    }
    return {
      id: edge,
      source: id(from),
      target: id(to),
      protocol,
      reporter: "source",
      ...(requests !== undefined && { requestsPerSecond: requests, errorRatio: errors ?? 0 }),
      responses: [],
      destinationServices: [],
      routeRefs: [],
      health: { status: "healthy", basis: "requests", causes: [] },
      flags: [],
    };
  });
  const names = new Set(calls.flatMap(({ from, to }) => [from, to]));
  const nodes = [...names].map((name) => ({ id: id(name), name }) as TopologyNode);
  return { topology: { nodes, edges }, sides };
}

function treeOf(now: readonly Called[], before: readonly Called[] = now, entry = "gate") {
  const tree = callTreeOf(id(entry), { now: seen(now), before: seen(before) });
  if (tree === undefined) throw new Error("no tree");
  return tree;
}

function hop({ hops }: Pick<CallTree, "hops">, name: string) {
  const found = hops.find(({ node }) => node === id(name));
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

const worstWay = ({ hops }: Pick<CallTree, "hops">) => hops.filter(({ worst }) => worst).map(({ node }) => node);

/** gate → checkout → payment, orders; half of the checkouts reach orders. */
const calm: readonly Called[] = [
  { from: "gate", to: "checkout", requests: 100, ms: [80, 78] },
  { from: "checkout", to: "payment", requests: 100, ms: [40, 38] },
  { from: "checkout", to: "orders", requests: 50, ms: [20, 20] },
];

describe("where the time goes", () => {
  it("is told per request to the entry, and adds up to what the entry takes", () => {
    const tree = treeOf(calm);
    expect(hop(tree, "orders").now).toMatchObject({ calls: 0.5, meanMs: 20, ownMs: 10, betweenProxiesMs: 0 });
    expect(hop(tree, "payment").now).toMatchObject({ calls: 1, meanMs: 40, ownMs: 38, betweenProxiesMs: 2 });
    // 78 ms at work, of which 40 wait for payment and half of 20 for orders.
    expect(hop(tree, "checkout").now).toMatchObject({ ownMs: 28, betweenProxiesMs: 2 });
    const spent = tree.hops.reduce((sum, { now }) => sum + (now?.ownMs ?? 0) + (now?.betweenProxiesMs ?? 0), 0);
    expect(spent).toBeCloseTo(80);
    expect(hop(tree, "gate").now).toMatchObject({ calls: 1, meanMs: 80 });
  });

  it("counts a hop called several times per request as often", () => {
    const tree = treeOf([...calm, { from: "payment", to: "bank", requests: 300, ms: [5, 5] }]);
    expect(hop(tree, "bank").now).toMatchObject({ calls: 3, ownMs: 15 });
    expect(hop(tree, "payment").now).toMatchObject({ ownMs: 23 });
  });

  it("takes calls that run side by side for no less than nothing", () => {
    const tree = treeOf([
      { from: "gate", to: "checkout", requests: 10, ms: [30, 30] },
      { from: "checkout", to: "payment", requests: 10, ms: [25, 25] },
      { from: "checkout", to: "orders", requests: 10, ms: [25, 25] },
    ]);
    expect(hop(tree, "checkout").now?.ownMs).toBe(0);
  });

  it("sees retries where more arrives than was sent", () => {
    const tree = treeOf([{ from: "gate", to: "checkout", requests: 100, arrived: 130, ms: [65, 50] }]);
    expect(hop(tree, "checkout").now).toMatchObject({
      retriesPerCall: 0.3,
      meanMs: 65,
      ownMs: 65,
      betweenProxiesMs: 0,
    });
  });
});

describe("the worst way", () => {
  it("leads to the hop that became slow, though another takes longer", () => {
    const now: readonly Called[] = [
      { from: "gate", to: "checkout", requests: 100, ms: [110, 108] },
      { from: "checkout", to: "payment", requests: 100, ms: [40, 38] },
      { from: "checkout", to: "orders", requests: 50, ms: [80, 80] },
    ];
    const tree = treeOf(now, calm);
    expect(worstWay(tree)).toEqual(["gate", "checkout", "orders"].map(id));
    expect(tree.hops.map(({ node }) => node)).toEqual(["gate", "checkout", "orders", "payment"].map(id));
  });

  it("leads to what fails, though it answers faster than before", () => {
    const now: readonly Called[] = [
      { from: "gate", to: "checkout", requests: 100, ms: [78, 76], errors: 0.1 },
      { from: "checkout", to: "payment", requests: 100, ms: [36, 34], errors: 0.1 },
      { from: "checkout", to: "orders", requests: 50, ms: [20, 20] },
    ];
    const tree = treeOf(now, calm);
    expect(worstWay(tree).at(-1)).toBe(id("payment"));
    expect(hop(tree, "payment").now?.ownErrors).toBeCloseTo(0.1);
    expect(hop(tree, "checkout").now?.ownErrors).toBe(0);
  });

  it("ends where the time is spent, not at the last call", () => {
    const more = (ms: number): readonly Called[] => [
      { from: "gate", to: "checkout", requests: 100, ms: [ms, ms] },
      { from: "checkout", to: "payment", requests: 100, ms: [10, 10] },
    ];
    expect(worstWay(treeOf(more(90), more(30)))).toEqual(["gate", "checkout"].map(id));
  });

  it("leads to a canary that few requests reach, though the entry hardly feels it", () => {
    const canary = (ms: number, errors: number): readonly Called[] => [
      { from: "gate", to: "checkout", requests: 1000, ms: [80.2, 78.2], errors: errors * 0.05 },
      { from: "gate", to: "catalog", requests: 1000, ms: [90, 90] },
      { from: "checkout", to: "payment", requests: 950, ms: [40, 38] },
      { from: "checkout", to: "payment-v2", requests: 50, ms: [ms, ms], errors },
    ];
    const tree = treeOf(canary(60, 0.07), canary(40, 0));
    expect(worstWay(tree)).toEqual(["gate", "checkout", "payment-v2"].map(id));
  });

  it("is that which takes most where nothing became worse", () => {
    expect(worstWay(treeOf(calm))).toEqual(["gate", "checkout", "payment"].map(id));
  });
});

describe("what metrics cannot tell", () => {
  it("is a call over TCP", () => {
    const tree = treeOf([...calm, { from: "orders", to: "database" }]);
    expect(hop(tree, "database")).toMatchObject({ unknown: ["tcp"], now: {} });
    expect(hop(tree, "database").now?.calls).toBeUndefined();
  });

  it("is how long untimed calls take", () => {
    const tree = treeOf([{ from: "gate", to: "checkout", requests: 10 }]);
    expect(hop(tree, "checkout").unknown).toEqual(["not-timed"]);
    expect(hop(tree, "checkout").now).not.toHaveProperty("ownMs");
  });

  it("is for whom a hop with several callers does what it does", () => {
    const tree = treeOf([
      ...calm,
      { from: "stranger", to: "payment", requests: 100, ms: [40, 38] },
      { from: "payment", to: "bank", requests: 20, ms: [5, 5] },
    ]);
    expect(hop(tree, "payment").unknown).toEqual(["shared"]);
    expect(hop(tree, "bank").now).toMatchObject({ calls: 0.1 });
  });

  it("is what goes on in a circle", () => {
    const tree = treeOf([...calm, { from: "payment", to: "checkout", requests: 1, ms: [5, 5] }]);
    expect(tree.hops.filter(({ unknown }) => unknown.includes("circle"))).toHaveLength(1);
  });
});

describe("before and now", () => {
  it("tells what is new, and what is gone with its node", () => {
    const tree = treeOf(calm, [...calm.slice(0, 2), { from: "checkout", to: "stock", requests: 50, ms: [9, 9] }]);
    expect(hop(tree, "orders")).not.toHaveProperty("before");
    expect(hop(tree, "stock")).not.toHaveProperty("now");
    expect(tree.goneNodes.map(({ id: gone }) => gone)).toEqual([id("stock")]);
  });

  it("ends at hops that hardly any request reaches", () => {
    const tree = treeOf([...calm, { from: "payment", to: "archive", requests: 0.05, ms: [9, 9] }]);
    expect(tree.hops.map(({ node }) => node)).not.toContain(id("archive"));
  });

  it("is nothing where no requests were at either moment", () => {
    expect(callTreeOf(id("nobody"), { now: seen(calm), before: seen(calm) })).toBeUndefined();
  });
});
