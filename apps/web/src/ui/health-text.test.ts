import { expect, it } from "vitest";
import { causeInWords, responseInWords, responseName } from "./health-text.ts";

it.each([
  { response: { code: "200" }, name: "200", words: "OK" },
  { response: { code: "503", flags: "UF" }, name: "503 UF", words: "could not connect to upstream" },
  {
    response: { code: "503", flags: "UF,URX" },
    name: "503 UF URX",
    words: "could not connect to upstream and gave up after all retries",
  },
  { response: { code: "503", flags: "NEWFLAG" }, name: "503 NEWFLAG", words: "NEWFLAG" },
  { response: { code: "0" }, name: "no answer", words: "no answer" },
  { response: { code: "200", grpcStatus: "14" }, name: "gRPC 14", words: "unavailable" },
  { response: { code: "-", flags: "CONNECT" }, name: "CONNECT", words: "the connection was not made, or broke" },
  { response: { code: "-" }, name: "OK", words: "connected" },
  { response: { code: "418" }, name: "418", words: "client error" },
])("says $name as “$words”", ({ response, name, words }) => {
  expect(responseName(response)).toBe(name);
  expect(responseInWords(response)).toBe(words);
});

it.each([
  {
    cause: { code: "server-errors", status: "failing", value: 0.071, threshold: 0.03 },
    words: "7.1 % of requests fail (failing from 3 %)",
  },
  {
    cause: { code: "client-errors", status: "degraded", value: 0.12, threshold: 0.1 },
    words: "12 % of requests are refused (degraded from 10 %)",
  },
  {
    cause: { code: "failed-connections", status: "failing", value: 0.7, threshold: 0.03 },
    words: "70 % of TCP connections fail (failing from 3 %)",
  },
  {
    cause: {
      code: "failed-connections",
      status: "failing",
      value: 0.7,
      threshold: 0.5,
      codes: "CONNECT|DENY",
      tolerance: "config",
    },
    words: "70 % of TCP connections end in CONNECT|DENY (failing from 50 %, set by configuration)",
  },
  {
    cause: { code: "slow", status: "degraded", value: 640, threshold: 500 },
    words: "p95 is 640 ms (degraded from 500 ms)",
  },
  {
    cause: { code: "pods-not-ready", status: "degraded", value: 1, threshold: 3 },
    words: "1 pod is ready of 3 expected",
  },
  {
    cause: { code: "server-errors", status: "degraded", value: 0.0095, threshold: 0.01, recoversBelow: 0.008 },
    words: "0.95 % of requests fail (degraded from 1 %, until below 0.8 %)",
  },
  {
    cause: {
      code: "client-errors",
      status: "failing",
      value: 0.3,
      threshold: 0.2,
      codes: "4XX",
      tolerance: "annotation",
    },
    words: "30 % of requests answer 4XX (failing from 20 %, set by annotation)",
  },
  {
    cause: { code: "server-errors", status: "degraded", value: 0.001, threshold: 0, tolerance: "default" },
    words: "0.1 % of requests fail (degraded from the first)",
  },
  {
    cause: { code: "slow", status: "failing", value: 2100, threshold: 2000, quantile: "p99", tolerance: "config" },
    words: "p99 is 2.10 s (failing from 2.00 s, set by configuration)",
  },
] as const)("gives the reason: $words", ({ cause, words }) => {
  expect(causeInWords(cause)).toBe(words);
});

it("says what slowness is compared with", () => {
  const slow = { code: "slow", status: "degraded", value: 640, threshold: 580 } as const;
  expect(causeInWords(slow, { p50: 90, p95: 290, p99: 400 })).toBe(
    "p95 is 640 ms, 2.2× its usual 290 ms (degraded from 580 ms)",
  );
});
