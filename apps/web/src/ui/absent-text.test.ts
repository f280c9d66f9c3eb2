import type { TopologyEdge } from "@fyr/contract";
import { expect, it } from "vitest";
import { whyAbsent, whyNodeLacks } from "./absent-text.ts";

it.each([
  { edge: { protocol: "tcp" }, why: "TCP, not measurable" },
  { edge: { protocol: "http", requestsPerSecond: 0 }, why: "No requests in this window" },
  { edge: { protocol: "grpc", requestsPerSecond: 3 }, why: "Not measured" },
  { edge: { protocol: "http" }, why: "Not measured" },
])("an edge like $edge: $why", ({ edge, why }) => {
  expect(whyAbsent(edge as TopologyEdge)).toBe(why);
});

it.each([
  { traffic: { bytesPerSecond: 5 }, why: "TCP, not measurable" },
  { traffic: { bytesPerSecond: 5, requestsPerSecond: 0 }, why: "No requests in this window" },
  { traffic: { requestsPerSecond: 3 }, why: "Not measured" },
  { traffic: {}, why: "Not measured" },
])("a node with $traffic: $why", ({ traffic, why }) => {
  expect(whyNodeLacks(traffic, ["noSidecar"])).toBe(why);
});

it("a node that has no traffic at all says so", () => {
  expect(whyNodeLacks({}, ["noTraffic"])).toBe("No traffic in this window");
});
