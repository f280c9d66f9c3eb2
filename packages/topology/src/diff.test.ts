import { type Topology, TopologyDiffSchema, TopologySchema, TopologySnapshotSchema } from "@fyr/contract";
import fc from "fast-check";
import { Value } from "typebox/value";
import { describe, expect, it } from "vitest";
import { buildTopology } from "./build.ts";
import { applyDiff, diffTopology, readSnapshot, snapshotOf } from "./diff.ts";
import { bytes, inventory, inventoryWorkload, key, latency, picture, requests, workload } from "./testing/made-up.ts";

const names = ["cart", "search", "payment-v1", "payment-v2", "redis"];
const anyName = fc.constantFrom(...names);
// Nothing, or a request in thirty years at least: half of the smallest number there is would be nothing again.
const anyRate = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 9, arbitrary: fc.double({ min: 1e-9, max: 1e4, noNaN: true }) },
);
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
        const nothing = { columns: [] };
        expect(diff).toMatchObject({ header: {}, headerRemoved: [], words: [] });
        expect(diff).toMatchObject({ nodes: nothing, edges: nothing, namespaces: nothing, problems: nothing });
        expect(Object.keys(diff.header)).toEqual([]);
        const applied = applyDiff(topology, diff);
        expect(applied.edges).toBe(topology.edges);
        expect(applied.problems).toBe(topology.problems);
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

  it("keep what is untouched of an edge that moved", () => {
    const cart = key(workload("search"), workload("cart"));
    const timed = [requests(cart, 10), latency(cart, { 5: 2, 50: 9 }, 10)];
    const before = buildTopology(picture(timed));
    const after = buildTopology(picture([requests(cart, 11), ...timed.slice(1)]));
    const [was, is] = [before.edges[0], applyDiff(before, diffTopology(before, after)).edges[0]];
    expect(is).not.toBe(was);
    expect(is?.latencyMs).toBe(was?.latencyMs);
    expect(is?.health).toBe(was?.health);
  });

  it("are about pictures that keep the contract", () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        expect([...Value.Errors(TopologySchema, topology)]).toEqual([]);
      }),
    );
  });
});

describe("snapshotOf and readSnapshot", () => {
  it("carry any picture to who has none", () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const snapshot = snapshotOf(topology);
        expect(readSnapshot(JSON.parse(JSON.stringify(snapshot)))).toEqual(topology);
        expect([...Value.Errors(TopologySnapshotSchema, snapshot)]).toEqual([]);
      }),
    );
  });

  it("say an id once", () => {
    const topology = buildTopology(picture([requests(key(workload("search"), workload("cart")), 10)]));
    const text = JSON.stringify(snapshotOf(topology));
    expect(topology.edges.map(({ id }) => text.includes(id))).toEqual([false]);
    expect(topology.nodes.map(({ id }) => text.includes(id))).toEqual([false, false]);
  });
});

it("says little where little changed", () => {
  const edges = Array.from({ length: 200 }, (_, at) => key(workload(`from-${at % 40}`), workload(`to-${at}`)));
  const pictureOf = (moved: number) =>
    buildTopology(picture(edges.flatMap((of, at) => requests(of, at < moved ? 20 + at : 10 + (at % 7)))));
  const before = pictureOf(0);
  const lettersOf = (moved: number) => JSON.stringify(diffTopology(before, pictureOf(moved))).length;
  const whole = JSON.stringify(snapshotOf(before)).length;
  expect(lettersOf(1) / whole).toBeLessThan(0.1);
  expect(lettersOf(1)).toBeLessThan(lettersOf(50));
});
