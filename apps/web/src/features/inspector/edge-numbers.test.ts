import type { TopologyEdge } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { inWords } from "../../ui/format.ts";
import { connectionNumbers, type EdgeDetails, requestNumbers } from "./edge-numbers.ts";

const edge = (more: Partial<TopologyEdge> = {}) =>
  ({ protocol: "http", reporter: "source", requestsPerSecond: 3.5, mtlsRatio: 1, ...more }) as TopologyEdge;
const details = (more: Partial<EdgeDetails> = {}) =>
  ({ type: "edge", latencyBuckets: [], ...more }) as unknown as EdgeDetails;
const read = (seen: Parameters<typeof requestNumbers>[0], numbers = requestNumbers) =>
  Object.fromEntries(numbers(seen).map(({ name, quantity, short }) => [name, quantity ? inWords(quantity) : short]));

describe("numbers beside the charts of an edge", () => {
  it.each([
    [details({ betweenProxiesMs: 3 }), "3 ms"],
    [details({ betweenProxiesUnknown: "callee-not-timed" }), "callee not timed"],
    [details({ betweenProxiesUnknown: "caller-not-timed" }), "caller not timed"],
    [details({ betweenProxiesUnknown: "different-requests" }), "not comparable"],
    [undefined, "…"],
  ])("say the time between the proxies, or in a visible word why it is absent", (known, said) => {
    expect(read({ edge: edge(), known, windowSeconds: 60 })).toEqual({
      Rate: "3.5 req/s",
      mTLS: "100 %",
      "Between proxies": said,
    });
  });

  it("tell bytes and messages where they were counted", () => {
    const known = details({ throughputBytesPerSecond: { toTarget: 1200, toSource: 48_000 } });
    const talking = edge({ messagesPerSecond: { toTarget: 0.2, toSource: 30 } });
    expect(read({ edge: talking, known, windowSeconds: 60 })).toMatchObject({
      Requests: "1.2 kB/s",
      Responses: "48 kB/s",
      "Messages out": "0.2 per s",
      "Messages back": "30 per s",
    });
  });

  it("count connections on TCP", () => {
    const tcp = edge({ protocol: "tcp", connectionsPerSecond: 0.5 });
    const known = details({ openConnections: 0 });
    expect(read({ edge: tcp, known, windowSeconds: 60 }, connectionNumbers)).toEqual({
      Connections: "0 open",
      Opened: "0.5 per s",
      mTLS: "100 %",
    });
  });
});
