import { type Topology, TopologySchema } from "@fyr/contract";
import Value from "typebox/value";
import { describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader } from "./elements.ts";
import { accentOf } from "./namespace-boxes.ts";

function nodeNamed(topology: Topology, end: string) {
  return createElementReader()
    .read(topology, "smart")
    .nodes.find(({ id }) => id.endsWith(end));
}

function edgeBetween(topology: Topology, from: string, to: string, labels: "smart" | "none" = "smart") {
  return createElementReader()
    .read(topology, labels)
    .edges.find(({ source, target }) => source.endsWith(from) && target.endsWith(to));
}

describe("elements", () => {
  it("is tried on a topology that keeps to the contract", () => {
    expect([...Value.Errors(TopologySchema, demoTopology())]).toEqual([]);
  });

  it("draws every node, edge and namespace once", () => {
    const topology = demoTopology();
    const { nodes, edges, boxes } = createElementReader().read(topology, "smart");
    expect(nodes.map(({ id }) => id)).toEqual(topology.nodes.map(({ id }) => id));
    expect(edges.map(({ id }) => id)).toEqual(topology.edges.map(({ id }) => id));
    expect(boxes.map(({ name }) => name).sort()).toEqual([
      "checkout",
      "edge",
      "legacy",
      "payments",
      "platform",
      "shop",
    ]);
  });

  it.each([
    ["shop/catalog", "catalog", "v12 · 482/s"],
    ["payments/payment-v2", "payment", "v2 · 3.2/s"],
    ["platform/redis", "redis", "TCP 14 kB/s"],
    ["legacy/legacy-erp", "legacy-erp", "no sidecar"],
    ["/bank-api", "bank-api", "external · 64/s"],
    ["edge/ingress", "ingress", "648/s"],
  ])("writes on %s: %s, %s", (id, title, meta) => {
    expect(nodeNamed(demoTopology(), id)).toMatchObject({ title, meta });
  });

  it("says of ambient workloads and waypoints what they are, and nothing they are not", () => {
    const topology = demoTopology();
    const nodes = topology.nodes.map((node) => {
      if (node.name === "redis") return { ...node, flags: ["l4Only" as const] };
      return node.name === "fraud" ? { ...node, kind: "waypoint" as const, inbound: {}, outbound: {} } : node;
    });
    const ambient = { ...topology, nodes };
    expect(nodeNamed(ambient, "platform/redis")).toMatchObject({ meta: "L4 14 kB/s", badges: ["l4Only"] });
    expect(nodeNamed(ambient, "payments/fraud")?.meta).toBe("waypoint");
    const { boxes } = createElementReader().read(ambient, "smart");
    expect(boxes.flatMap(({ name, ambient: reach }) => (reach ? [[name, reach]] : [])).sort()).toEqual([
      ["payments", "waypoint"],
      ["platform", "L4 only"],
    ]);
  });

  it("writes on a host outside how many bytes go there where no requests are seen, in the room there is", () => {
    const topology = demoTopology();
    const nodes = topology.nodes.map((node) =>
      node.name.startsWith("bank-api") ? { ...node, inbound: { bytesPerSecond: 14_000 }, outbound: {} } : node,
    );
    expect(nodeNamed({ ...topology, nodes }, "/bank-api")?.meta).toBe("TCP 14 kB/s");
  });

  it("says not measured, not 0, where nothing was", () => {
    const topology = demoTopology();
    const nodes = topology.nodes.map((node) => ({ ...node, inbound: {}, outbound: {} }));
    expect(nodeNamed({ ...topology, nodes }, "shop/cart")?.meta).toBe("v7 · not measured");
  });

  it("gives all nodes of a picture one width, so that columns line up", () => {
    const widths = createElementReader()
      .read(demoTopology(), "smart")
      .nodes.flatMap(({ shape, width }) => (shape === "gateway" ? [] : [width]));
    expect(new Set(widths)).toEqual(new Set([100]));
  });

  it.each([
    ["edge/ingress", "shop/storefront", "healthy"],
    ["checkout/checkout", "payments/payment-v2", "failing"],
    ["checkout/orders", "legacy/legacy-erp", "degraded"],
    ["shop/cart", "platform/redis", "tcp"],
  ])("looks at %s to %s as %s", (from, to, look) => {
    expect(edgeBetween(demoTopology(), from, to)?.look).toBe(look);
  });

  it("draws more traffic wider, on a log scale and never wider than 3 while healthy", () => {
    const busy = edgeBetween(demoTopology(), "shop/catalog", "shop/pricing-v1")?.width ?? 0;
    const calm = edgeBetween(demoTopology(), "shop/catalog", "shop/pricing-v2")?.width ?? 0;
    expect(busy).toBeCloseTo(0.8 + 0.72 * Math.log10(435));
    expect(calm).toBeLessThan(busy);
  });

  it("writes smart labels on what is not well and on the busiest tenth only", () => {
    const { edges } = createElementReader().read(demoTopology(), "smart");
    const labels = edges.flatMap(({ label }) => (label === undefined ? [] : [label.lines.join(", ")]));
    expect(labels.sort()).toEqual(["290/s", "412/s", "434/s", "434/s", "7.1 % errors, p99 1.24 s", "p95 320 ms"]);
  });

  it("keeps the identity of what did not change", () => {
    const reader = createElementReader();
    const before = demoTopology();
    const first = reader.read(before, "smart");
    const changed = before.edges[0];
    const after = {
      ...before,
      edges: before.edges.map((edge) => (edge === changed ? { ...edge, errorRatio: 0.5 } : edge)),
    };
    const second = reader.read(after, "smart");
    expect(second.nodes.every((node, index) => node === first.nodes[index])).toBe(true);
    expect(second.edges.map((edge, index) => edge === first.edges[index])).toEqual(
      before.edges.map((edge) => edge !== changed),
    );
  });

  it("makes new elements when another label is asked for", () => {
    const reader = createElementReader();
    const topology = demoTopology();
    const smart = reader.read(topology, "smart").edges;
    const none = reader.read(topology, "none").edges;
    expect(smart.some(({ label }) => label !== undefined)).toBe(true);
    expect(none.every(({ label }) => label === undefined)).toBe(true);
  });

  it("gives a namespace the same colour wherever it appears", () => {
    expect(["edge", "shop", "checkout", "payments", "platform", "legacy"].map(accentOf)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
