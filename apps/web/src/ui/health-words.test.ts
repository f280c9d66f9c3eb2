import type { Health, HealthBasis } from "@fyr/contract";
import { expect, it } from "vitest";
import { basisWords } from "./health-words.ts";

const health = (basis: HealthBasis): Health => ({ status: "unknown", basis, causes: [] });

it.each([
  [{ health: health("requests"), inbound: { requestsPerSecond: 30 } }, "judged by 1,800 requests in 60 s"],
  [{ health: health("requests"), requestsPerSecond: 0.0166 }, "judged by 1 request in 60 s"],
  [{ health: health("pods"), inbound: {}, pods: { ready: 2, total: 2 } }, "2 of 2 pods ready"],
  [{ health: health("few-requests"), requestsPerSecond: 0.05 }, "too few requests to judge (3 in 60 s)"],
  [{ health: health("connections"), connectionsPerSecond: 2 }, "judged by 120 TCP connections in 60 s"],
  [{ health: health("connections"), inbound: {} }, "judged by TCP connections"],
  [{ health: health("few-connections"), connectionsPerSecond: 0.05 }, "too few to judge (3 TCP connections in 60 s)"],
  [{ health: health("tcp"), inbound: { bytesPerSecond: 9 } }, "TCP: success is not measured"],
  [{ health: health("no-codes"), requestsPerSecond: 3 }, "success is not measured: response codes are not reported"],
  [{ health: health("no-requests") }, "no requests seen"],
] as const)("says what a verdict stands on: %#", (judged, words) => {
  expect(basisWords(judged, 60)).toBe(words);
});
