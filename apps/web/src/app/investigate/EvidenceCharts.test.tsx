// @vitest-environment happy-dom
import type { HealthCause, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { edgeIdOf } from "@fyr/topology";
import { expect, it } from "vitest";
import { textOf } from "../text-of.fixture.tsx";
import { EvidenceCharts } from "./EvidenceCharts.tsx";

const [identity, audit] = ["workload/north/platform/identity", "workload/north/platform/audit"] as const;
const cause: HealthCause = { code: "failed-connections", status: "failing", value: 0.7, threshold: 0.03 };

function edge(failedConnectionRatio: number): TopologyEdge {
  const isFailing = failedConnectionRatio > 0;
  return {
    id: edgeIdOf(identity as NodeId, audit as NodeId, "tcp"),
    source: identity as NodeId,
    target: audit as NodeId,
    protocol: "tcp",
    responses: isFailing
      ? [
          { code: "-", flags: "DENY", perSecond: 0.7 },
          { code: "-", perSecond: 0.3 },
        ]
      : [{ code: "-", perSecond: 1 }],
    bytesPerSecond: { toTarget: 10, toSource: 20 },
    connectionsPerSecond: 1,
    failedConnectionRatio,
    reporter: "source",
    destinationServices: [],
    routeRefs: [],
    flags: ["l4Only"],
    health: isFailing
      ? { status: "failing", basis: "connections", causes: [cause] }
      : { status: "unknown", basis: "tcp", causes: [] },
  };
}

function node({ health }: TopologyEdge): TopologyNode {
  return {
    id: audit as NodeId,
    kind: "workload",
    name: "audit",
    namespace: "platform",
    inbound: { bytesPerSecond: 30 },
    outbound: {},
    health,
    flags: ["l4Only"],
  } as unknown as TopologyNode;
}

function told(subject: TopologyEdge | TopologyNode, of: TopologyEdge): Promise<string> {
  const topology = { at: "2026-11-20T03:14:20.000Z", windowSeconds: 60, nodes: [], edges: [of], problems: [] };
  return textOf(<EvidenceCharts subject={subject} topology={topology as unknown as Topology} />);
}

it("tells of connections that fail how many, why, and by which flag; and its bytes", async () => {
  const said = await told(edge(0.7), edge(0.7));
  for (const words of ["Failed connections", "70", "of TCP connections fail", "DENY", "Throughput"]) {
    expect(said).toContain(words);
  }
});

it("tells of a workload how many of those to it fail, and by which flag", async () => {
  const said = await told(node(edge(0.7)), edge(0.7));
  for (const words of ["Failed connections70", "DENY"]) expect(said).toContain(words);
});

it("tells nothing of failures where all are made", async () => {
  for (const subject of [edge(0), node(edge(0))]) {
    const said = await told(subject, edge(0));
    expect(said).toContain("Throughput");
    expect(said).not.toMatch(/Failed connections|Connections by code/);
  }
});
