import { type Topology, TopologyDiffSchema, TopologySchema } from "@fyr/contract";
import fc from "fast-check";
import { Value } from "typebox/value";
import { describe, expect, it } from "vitest";
import { buildTopology } from "./build.ts";
import { applyDiff, diffTopology } from "./diff.ts";
import { bytes, inventory, inventoryWorkload, key, latency, picture, requests, workload } from "./testing/made-up.ts";

const names = ["cart", "search", "payment-v1", "payment-v2", "redis"];
const anyName = fc.constantFrom(...names);
const anyRate = fc.double({ min: 0, max: 1e4, noNaN: true });
const anyKey = fc
  .record({
    from: anyName,
    to: anyName,
    reporter: fc.constantFrom("source", "destination", "waypoint"),
    protocol: fc.constantFrom("http", "grpc"),
  })
  .map(({ from, to, ...rest }) => key(workload(from), workload(to), rest));
const anySamples = fc.oneof(
  fc
    .tuple(anyKey, anyRate, fc.constantFrom("200", "404", "503", "0"))
    .map(([of, rate, code]) => [requests(of, rate, { code })]),
  fc
    .tuple(anyKey, anyRate, fc.boolean())
    .map(([of, rate, mtls]) => bytes({ ...of, protocol: "tcp" }, rate, rate / 2, mtls)),
  fc.tuple(anyKey, anyRate).map(([of, rate]) => [latency(of, { 5: rate / 4, 50: rate / 2 }, rate, rate * 9)]),
);
const anyInventory = fc.option(
  fc.subarray(names).map((some) => inventory({ workloads: some.map((name) => inventoryWorkload(name)) })),
  { nil: undefined },
);
const anyTopology = fc
  .record({
    samples: fc.array(anySamples, { maxLength: 20 }).map((lists) => lists.flat()),
    watched: anyInventory,
    at: fc.constantFrom("2026-11-20T03:14:20.000Z", "2026-11-20T03:14:25.000Z"),
    latencyAt: fc.option(fc.constant("2026-11-20T03:14:00.000Z"), { nil: undefined }),
    source: fc.constantFrom("recorded" as const, "raw" as const, undefined),
    warnings: fc.array(fc.string()),
    revision: fc.nat(),
  })
  .map(({ samples, watched, at, latencyAt, source, warnings, revision }): Topology => {
    const rest = {
      at,
      warnings,
      ...(watched && { inventory: watched }),
      ...(latencyAt && { latencyAt }),
      ...(source && { source }),
    };
    return { ...buildTopology(picture(samples, rest)), revision };
  });

describe("diffTopology and applyDiff", () => {
  it("carry any picture to any other", () => {
    fc.assert(
      fc.property(anyTopology, anyTopology, (before, after) => {
        const diff = diffTopology(before, after);
        expect(applyDiff(before, diff)).toEqual(after);
        expect(Value.Check(TopologyDiffSchema, diff)).toBe(true);
      }),
    );
  });

  it("survive the wire", () => {
    fc.assert(
      fc.property(anyTopology, anyTopology, (before, after) => {
        expect(applyDiff(before, JSON.parse(JSON.stringify(diffTopology(before, after))))).toEqual(after);
      }),
    );
  });

  it("say nothing of a picture that has not changed", () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const diff = diffTopology(topology, JSON.parse(JSON.stringify(topology)));
        const nothing = { removed: [], added: [], columns: {} };
        expect(diff).toMatchObject({ header: {}, headerRemoved: [], nodes: nothing, edges: nothing });
        expect([diff.header, diff.nodes.columns, diff.edges.columns].flatMap(Object.keys)).toEqual([]);
        expect(applyDiff(topology, diff).edges).toBe(topology.edges);
      }),
    );
  });

  it("keep what is untouched the same object", () => {
    const cart = key(workload("search"), workload("cart"));
    const redis = key(workload("cart"), workload("redis"));
    const before = buildTopology(picture([requests(cart, 10), requests(redis, 5)]));
    const after = buildTopology(picture([requests(cart, 10), requests(redis, 6)]));
    const applied = applyDiff(before, diffTopology(before, after));
    const kept = applied.edges.filter((edge) => before.edges.includes(edge));
    expect(kept.map((edge) => edge.target)).toEqual(["workload/north/shop/cart"]);
    expect(applied.nodes.find((node) => node.name === "search")).toBe(
      before.nodes.find((node) => node.name === "search"),
    );
  });

  it("are about pictures that keep the contract", () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        expect([...Value.Errors(TopologySchema, topology)]).toEqual([]);
      }),
    );
  });
});
