import type { Topology } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { topologyCsv } from "./topology-csv.ts";

const health = { status: "failing", basis: "requests", causes: [] } as const;
const traffic = { requestsPerSecond: 3.2, errorRatio: 0.071, latencyMs: { p50: 84, p95: 690, p99: 1240, mean: 120 } };
const picture = {
  at: "2026-11-20T03:14:20.000Z",
  windowSeconds: 60,
  nodes: [
    {
      id: "a",
      kind: "workload",
      cluster: "demo",
      namespace: "shop",
      name: "=checkout",
      inbound: {},
      outbound: traffic,
      health,
      flags: [],
    },
    {
      id: "b",
      kind: "external",
      cluster: "demo",
      name: "bank",
      pods: { ready: 1, total: 2 },
      inMesh: false,
      inbound: traffic,
      outbound: {},
      health,
      flags: ["noSidecar", "plaintext"],
    },
  ],
  edges: [
    {
      id: "a>b:http",
      source: "a",
      target: "b",
      protocol: "http",
      reporter: "source",
      ...traffic,
      responses: [],
      destinationServices: [],
      routeRefs: [],
      health,
      flags: [],
    },
  ],
} as unknown as Topology;

describe("a table of a picture", () => {
  it("of edges has a unit in every heading that needs one, and bare numbers below it", () => {
    const [head, row, end] = topologyCsv(picture, "edges").split("\r\n");
    expect(head).toBe(
      "moment,window (s),from,from namespace,from cluster,to,to namespace,to cluster,protocol,health,seen by,requests (1/s),errors (ratio),refused (ratio),p50 (ms),p95 (ms),p99 (ms),mean (ms),bytes to callee (B/s),bytes to caller (B/s),new connections (1/s),failed connections (ratio),messages to callee (1/s),messages to caller (1/s),mTLS (ratio),flags,id",
    );
    expect(row).toBe(
      "2026-11-20T03:14:20.000Z,60,'=checkout,shop,demo,bank,,demo,HTTP,failing,caller,3.2,0.071,,84,690,1240,120,,,,,,,,,a>b:http",
    );
    expect(end).toBe("");
  });

  it("of workloads tells what comes in from what goes out", () => {
    const [, , bank] = topologyCsv(picture, "workloads").split("\r\n");
    expect(bank).toBe(
      "2026-11-20T03:14:20.000Z,60,bank,,demo,external,failing,3.2,0.071,,84,690,1240,,,,,,,1,2,no,noSidecar plaintext,b",
    );
  });
});
