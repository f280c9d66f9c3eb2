import type { EdgeId, Health, NodeId, TopologyEdge, TopologyNode } from "@fyr/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeExpression, dropMatching, keepMatching, parseExpression, selectMatching } from "./index.ts";

const healthy: Health = { status: "healthy", basis: "requests", causes: [] };
const failing: Health = { status: "failing", basis: "requests", causes: [] };

function node(name: string, more: Partial<TopologyNode> = {}): TopologyNode {
  return {
    id: name as NodeId,
    kind: "workload",
    cluster: "north",
    name,
    workload: name,
    inbound: {},
    outbound: {},
    health: healthy,
    flags: [],
    ...more,
  };
}

function edge(source: string, target: string, more: Partial<TopologyEdge> = {}): TopologyEdge {
  return {
    id: `${source}>${target}` as EdgeId,
    source: source as NodeId,
    target: target as NodeId,
    protocol: "http",
    reporter: "source",
    responses: [],
    destinationServices: [],
    routeRefs: [],
    health: healthy,
    flags: [],
    ...more,
  };
}

const mesh = {
  nodes: [
    node("checkout", { namespace: "shop", inbound: { requestsPerSecond: 65, errorRatio: 0.004 } }),
    node("payment-v1", { namespace: "payments", version: "v1" }),
    node("payment-v2", { namespace: "payments", version: "v2", health: failing, flags: ["trafficSplit"] }),
    node("redis", { namespace: "platform", services: ["redis"] }),
  ],
  edges: [
    edge("checkout", "payment-v1", {
      requestsPerSecond: 60,
      errorRatio: 0.001,
      latencyMs: { p50: 20, p95: 80, p99: 120, usual: { p50: 20, p95: 79, p99: 120 } },
      mtlsRatio: 1,
    }),
    edge("checkout", "payment-v2", {
      requestsPerSecond: 3,
      errorRatio: 0.07,
      latencyMs: { p50: 100, p95: 800, p99: 1200, usual: { p50: 20, p95: 80, p99: 245 } },
      mtlsRatio: 0.5,
      responses: [
        { code: "200", perSecond: 2.8 },
        { code: "503", flags: "UF,URX", perSecond: 0.2 },
      ],
      health: failing,
      flags: ["partlyPlaintext"],
    }),
    edge("checkout", "redis", { protocol: "tcp", bytesPerSecond: { toTarget: 1500, toSource: 600 } }),
  ],
};

function found(text: string, within: Parameters<typeof selectMatching>[0] = mesh): readonly string[] {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(`${text}: ${result.fault.message}`);
  const { nodes, edges } = selectMatching(within, result.expression);
  return [...nodes, ...edges];
}

describe("an expression finds", () => {
  const v1 = "checkout>payment-v1";
  const v2 = "checkout>payment-v2";
  const tcp = "checkout>redis";
  it("a call whose connections fail as one that has errors", () => {
    const refused = edge("audit", "store", { protocol: "tcp", failedConnectionRatio: 0.7 });
    const parsed = [
      "errors > 1% and tcp",
      "success < 99%",
      "failedConnections = 70%",
      "errors > 80% and tcp",
      "errors = none and tcp",
    ].map((text) => found(text, { nodes: [node("audit"), node("store")], edges: [refused] }));
    expect(parsed).toEqual([["audit>store"], ["audit>store"], ["audit>store"], [], []]);
  });

  it("whoever cannot be connected to as one that has errors, whatever the share of its requests", () => {
    const cause = { code: "failed-connections", status: "failing", value: 0.7, threshold: 0.03 } as const;
    const health: Health = { status: "failing", basis: "connections", causes: [cause] };
    const nodes = [node("store", { health }), node("audit", { health, inbound: { errorRatio: 0.001 } })];
    for (const text of ["errors > 50%", "success < 99%", "failedConnections > 10%"]) {
      expect(found(text, { nodes, edges: [] })).toEqual(["store", "audit"]);
    }
    expect(found("success > 99%", { nodes, edges: [] })).toEqual([]);
  });

  it.each<readonly [string, readonly string[]]>([
    ["failing", ["payment-v2", v2]],
    ["errors > 1%", [v2]],
    ["errors > 0.3%", ["checkout", v2]],
    ["errors > 0 and tcp", []],
    ["p99 > 500ms", [v2]],
    ["p99 >= 1.2s", [v2]],
    ["p99 < 500ms", [v1]],
    ["not p99 > 500ms", [v1]],
    ["p99 = none and edge", []],
    ["slower > 2", [v2]],
    ["success < 99%", [v2]],
    ["ns = payments and errors > 1%", [v2]],
    ["ns = payments", ["payment-v1", "payment-v2", v1, v2]],
    ["ns != payments", ["checkout", "redis", tcp]],
    ["ns in (platform, payments) and tcp", [tcp]],
    ["NAME = payment-*", ["payment-v1", "payment-v2", v1, v2]],
    ["name = *-v*2", ["payment-v2", v2]],
    ["name = *v2-*", []],
    ["version = v2 or tcp", ["payment-v2", v2, tcp]],
    ["mtls", [v1]],
    ["!mtls", [v2]],
    ["mtls < 100%", [v2]],
    ["mtls = none and tcp", [tcp]],
    ["plaintext", [v2]],
    ["code = 503", [v2]],
    ["code ^= 5", [v2]],
    ["flag = UF", [v2]],
    ["flag = urx", [v2]],
    ["bytes > 2kB", [tcp]],
    ["rate > 50 and (mtls or tcp)", [v1]],
    ["from = checkout and to.version = v2", [v2]],
    ["to.healthy", [v1, tcp]],
    ["split && ns=payments", ["payment-v2", v2]],
    ["service = redis", ["redis"]],
    ["to.service = redis", [tcp]],
    ["redis", ["redis", tcp]],
    ['"payment"', ["payment-v1", "payment-v2", v1, v2]],
    ["health = failing or protocol = tcp", ["payment-v2", v2, tcp]],
    ["kind = gateway", []],
    ["kind = namespace", []],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("what is slower than its own usual, be it a workload", () => {
    const quantiles = { p50: 20, p95: 80, p99: 240 };
    const latencyMs = { ...quantiles, p95: 170, usual: quantiles };
    const late = { nodes: [node("late", { inbound: { latencyMs } }), node("calm", { inbound: {} })], edges: [] };
    const read = parseExpression("slower > 2");
    expect(read.ok && [...selectMatching(late, read.expression).nodes]).toEqual(["late"]);
  });
});

describe("what cannot be read is said where it stands", () => {
  it.each<readonly [string, number, number, RegExp]>([
    ["errors > 1", 9, 10, /1% or/],
    ["errors >", 8, 8, /Compare errors/],
    ["erors > 1%", 0, 5, /Did you mean errors\?/],
    ["(failing", 0, 1, /never closed/],
    ["failing)", 7, 8, /no bracket/],
    ["failing tcp", 8, 11, /“and” or “or”/],
    ["ns = 'shop", 5, 10, /never closed/],
    ["p99", 0, 3, /p99 > 500ms/],
    ["code in (504,", 13, 13, /code = 503/],
    ["p99 > fast", 6, 10, /500ms or 1\.5s/],
    ["ns > shop", 3, 4, /no more or less/],
    ["p99 contains 5", 4, 12, /is a number/],
    ["protocol = htp", 11, 14, /http, grpc, tcp/],
    ["from.fialing", 0, 12, /Did you mean failing\?/],
    ["and failing", 0, 3, /cannot stand here/],
    ["ns in shop", 6, 10, /in brackets/],
    ["failing or", 10, 10, /missing at the end/],
    ["p99 > none", 6, 10, /not measured/],
    ["", 0, 0, /missing/],
    ["a ; b", 2, 5, /means nothing/],
    [`${"(".repeat(60)}failing${")".repeat(60)}`, 40, 41, /too deeply/],
  ])("%s", (text, from, to, message) => {
    expect(parseExpression(text)).toEqual({ ok: false, fault: { from, to, message: expect.stringMatching(message) } });
  });
});

it("answers whatever is typed, without throwing", () => {
  const pieces = fc.constantFrom(
    "ns",
    "=",
    "!",
    "(",
    ")",
    "and",
    "or",
    "errors",
    ">",
    "1%",
    "in",
    ",",
    "from.",
    '"',
    "none",
    "é",
    ";",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 12 }).map((all) => all.join(" ")),
      ),
      (text) => {
        const result = parseExpression(text);
        if (result.ok) selectMatching(mesh, result.expression);
        else expect(result.fault.to).toBeGreaterThanOrEqual(result.fault.from);
        completeExpression(text, text.length, mesh);
      },
    ),
  );
});

it("keeps the ends of the calls it found", () => {
  const result = parseExpression("errors > 1%");
  if (!result.ok) throw new Error(result.fault.message);
  const kept = keepMatching(mesh, result.expression);
  expect(kept.nodes.map(({ id }) => id)).toEqual(["checkout", "payment-v2"]);
  expect(kept.edges.map(({ id }) => id)).toEqual(["checkout>payment-v2"]);
});

it("never hides a failing call with the healthy node it leaves from", () => {
  const result = parseExpression("healthy");
  if (!result.ok) throw new Error(result.fault.message);
  const left = dropMatching(mesh, result.expression);
  expect(left.edges.map(({ id }) => id)).toEqual(["checkout>payment-v2"]);
  expect(left.nodes.map(({ id }) => id)).toEqual(["checkout", "payment-v2"]);
});

describe("completion offers", () => {
  const offered = (text: string) => completeExpression(text, text.length, mesh).map(({ insert }) => insert);

  it.each<readonly [string, readonly string[]]>([
    ["err", ["errors", "clientErrors"]],
    ["ns = ", ["payments", "platform", "shop"]],
    ["ns = pa", ["payments"]],
    ["ns in (shop, p", ["payments", "platform", "shop"]],
    ["failing ", ["and", "or"]],
    ["protocol = ", ["http", "grpc", "tcp"]],
    ["p99 > ", ["500ms", "1.5s"]],
    ["p99 ", [">", "<", "= none"]],
    ["to ", ["=", "!=", "contains", "in"]],
    ["from.version = ", ["v1", "v2"]],
    ["failing and from.n", ["from.name", "from.namespace", "from.noSidecar"]],
    ["to.ver", ["to.version"]],
    ["from.code", []],
  ])("%s", (text, expected) => {
    expect(offered(text)).toEqual(expected);
  });

  it("what takes the place of the word being typed", () => {
    expect(completeExpression("ns = pay and failing", 8, mesh)).toEqual([
      { insert: "payments", says: "its namespace", from: 5, to: 8 },
    ]);
  });
});
