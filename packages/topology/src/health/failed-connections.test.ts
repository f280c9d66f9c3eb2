import type { TopologyEdge } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { buildPicture, buildTopology } from "../build.ts";
import type { Inventory } from "../inventory.ts";
import type { TrafficSample } from "../samples.ts";
import { inventory, inventoryWorkload, key, picture, requests, seenByZtunnel, workload } from "../testing/made-up.ts";
import { usualOf } from "../usual.ts";
import { createTolerances, type HealthRule } from "./tolerance-rules.ts";

const [identity, audit] = [workload("identity"), workload("audit")];
const tcp = key(identity, audit, { protocol: "tcp" });

/** As Envoy counts: under one flag from the first. */
function byEnvoy(opened: number, failed: number, flags = "UF"): TrafficSample[] {
  return [
    { ...tcp, kind: "connections", perSecond: opened - failed },
    { ...tcp, kind: "connections", perSecond: failed, flags },
  ];
}

/** As ztunnels count: all are opened alike, and some end under a flag. */
function byZtunnels(opened: number, failed: number, flags = "CONNECT"): TrafficSample[] {
  return seenByZtunnel([
    { ...tcp, kind: "connections", perSecond: opened },
    { ...tcp, kind: "connections", perSecond: failed, flags, broken: true },
  ]);
}

function shown(samples: readonly TrafficSample[], rest: Parameters<typeof picture>[1] = {}) {
  const topology = buildTopology(picture(samples, rest));
  const [edge] = topology.edges;
  const node = topology.nodes.find(({ name }) => name === "audit");
  if (edge === undefined || node === undefined) throw new Error("There is an edge to audit.");
  return { topology, edge, node };
}

function inShort({ health, failedConnectionRatio }: Pick<TopologyEdge, "health" | "failedConnectionRatio">) {
  return [health.status, health.basis, failedConnectionRatio, ...health.causes.map(({ code }) => code)].join(" ");
}

describe.each([
  { who: "Envoy", counted: byEnvoy },
  { who: "a ztunnel", counted: byZtunnels },
])("connections counted by $who", ({ counted }) => {
  it.each([
    { opened: 10, failed: 0, said: "unknown tcp 0" },
    { opened: 10, failed: 0.09, said: "unknown tcp 0.009" },
    { opened: 10, failed: 0.1, said: "degraded connections 0.01 failed-connections" },
    { opened: 10, failed: 7, said: "failing connections 0.7 failed-connections" },
    { opened: 0.1, failed: 0.1, said: "failing connections 1 failed-connections" },
    { opened: 0.1, failed: 0.06, said: "unknown few-connections 0.6" },
  ])("of which $failed of $opened a second fail are $said", ({ opened, failed, said }) => {
    expect(inShort(shown(counted(opened, failed)).edge)).toBe(said);
  });

  it("fail for whoever is called as well, whose pods are all ready, and are a problem of the mesh", () => {
    const known: Inventory = inventory({
      workloads: [inventoryWorkload("identity"), inventoryWorkload("audit")],
      namespaces: ["shop"],
    });
    const { topology, node } = shown(counted(2, 1.4), { inventory: known });
    expect(node.health).toMatchObject({ status: "failing", basis: "connections", causes: [{ value: 0.7 }] });
    expect(topology.totals).toMatchObject({ edgesFailing: 1, workloads: 2, workloadsHealthy: 1 });
    expect(topology.namespaces).toMatchObject([{ name: "shop", health: "failing" }]);
    expect(topology.problems).toMatchObject([
      {
        subject: { type: "edge" },
        kind: "failed-connections",
        status: "failing",
        now: { failedConnectionRatio: 0.7, connectionsPerSecond: 2 },
      },
    ]);
  });
});

it("counts those that broke once, among those that were opened", () => {
  const { edge } = shown(byZtunnels(10, 7));
  expect(edge.connectionsPerSecond).toBe(10);
  expect(edge.responses).toEqual([
    { code: "-", flags: "CONNECT", perSecond: 7 },
    { code: "-", perSecond: 3 },
  ]);
});

it("calls no connection failed that the client left, or whose flags say nothing of it", () => {
  expect(shown(byEnvoy(10, 5, "DC")).edge.failedConnectionRatio).toBe(0);
});

it("holds requests and connections of a node each against their own number", () => {
  const { node } = shown([...byEnvoy(1, 0.7), requests(key(workload("web"), audit), 1000)]);
  expect(node.health).toMatchObject({ status: "failing", basis: "requests" });
  expect(node.health.causes).toMatchObject([{ code: "failed-connections", value: 0.7 }]);
  const few = shown([...byEnvoy(0.1, 0.05), requests(key(workload("web"), audit), 1000)]);
  expect(few.node.health).toMatchObject({ status: "healthy", basis: "requests", causes: [] });
});

describe("tolerances", () => {
  const bounds = { degradedPercent: 80, failingPercent: 90 };
  const judgedBy = (...rates: NonNullable<HealthRule["rates"]>) =>
    shown(byZtunnels(10, 7), { tolerances: createTolerances("fyr", [{ name: "audit", rates }]) }).edge.health.status;

  it.each([
    { rates: [{ codes: "server-errors", protocol: "tcp", ...bounds }], status: "unknown" },
    {
      rates: [{ codes: "server-errors", protocol: "tcp", degradedPercent: 50, failingPercent: 90 }],
      status: "degraded",
    },
    { rates: [{ codes: "CONNECT|DENY", degradedPercent: 0, failingPercent: 1 }], status: "failing" },
    { rates: [{ codes: "DENY", degradedPercent: 0, failingPercent: 1 }], status: "unknown" },
    { rates: [{ codes: ".*", protocol: "tcp", degradedPercent: 71, failingPercent: 90 }], status: "unknown" },
    { rates: [{ codes: "server-errors", protocol: "http", degradedPercent: 0, failingPercent: 1 }], status: "unknown" },
  ])("$rates make it $status", ({ rates, status }) => {
    expect(judgedBy(...rates)).toBe(status);
  });

  it("of Kiali know no connections", () => {
    expect(shown(byZtunnels(10, 7), { tolerances: createTolerances("kiali") }).edge.health.status).toBe("unknown");
  });
});

it("keeps a verdict that is only just on the other side of its threshold, and says until when", () => {
  const first = buildPicture(picture(byZtunnels(100, 4)));
  const second = buildTopology(
    picture(byZtunnels(100, 2.8), { at: "2026-11-20T03:14:25.000Z", previous: first.verdicts }),
  );
  expect(second.edges[0]?.health).toMatchObject({
    status: "failing",
    causes: [{ code: "failed-connections", value: 0.028, threshold: 0.03, recoversBelow: 0.024 }],
  });
});

it("stands beside what is usual of the edge, as failing requests do", () => {
  const usual = usualOf(buildTopology(picture(byEnvoy(5, 0.01))));
  expect(shown(byEnvoy(10, 7), { usual }).topology.problems).toMatchObject([
    {
      now: { failedConnectionRatio: 0.7, connectionsPerSecond: 10 },
      usual: { failedConnectionRatio: 0.002, connectionsPerSecond: 5 },
    },
  ]);
});

describe("connections that a ztunnel saw break", () => {
  const carrying = (perSecond: number) =>
    seenByZtunnel([{ ...tcp, kind: "bytes", direction: "toTarget", perSecond }] satisfies TrafficSample[]);
  const usual = usualOf(buildTopology(picture([...byZtunnels(1, 0), ...carrying(1000)])));

  it("were opened again where as many bytes go as usual: a rollout breaks them all", () => {
    const { edge, node } = shown([...byZtunnels(2, 2), ...carrying(900)], { usual });
    expect(edge).toMatchObject({ health: { status: "unknown", basis: "tcp" }, failedConnectionRatio: 0 });
    expect(edge.flags).toContain("reopened");
    expect(node.health.status).toBe("unknown");
  });

  it("have failed where fewer do, where what is usual is not known, or under any other flag", () => {
    expect(shown([...byZtunnels(2, 2), ...carrying(300)], { usual }).edge.health.status).toBe("failing");
    expect(shown([...byZtunnels(2, 2), ...carrying(900)]).edge.health.status).toBe("failing");
    expect(shown([...byZtunnels(2, 2, "DENY"), ...carrying(900)], { usual }).edge.health.status).toBe("failing");
  });
});
