import { describe, expect, it } from "vitest";
import type { Judged } from "./check.ts";
import { latencyCheck } from "./judge-latency.ts";
import { rateChecks } from "./judge-rate.ts";
import { judgeTraffic } from "./judge-traffic.ts";
import { fyrPreset } from "./presets.ts";

interface Traffic {
  readonly requestsPerSecond?: number;
  readonly errorRatio?: number;
  readonly clientErrorRatio?: number;
  readonly unnamedRatio?: number;
  readonly p95Ms?: number;
  readonly usualP95Ms?: number;
  readonly tcp?: boolean;
}

const quantiles = (p95: number | undefined) => (p95 === undefined ? undefined : { p50: p95 / 2, p95, p99: p95 * 2 });

function judged(traffic: Traffic): Judged {
  const { requestsPerSecond = 0, errorRatio = 0, clientErrorRatio = 0, unnamedRatio = 0, tcp = false } = traffic;
  const shares = { "503": errorRatio, "404": clientErrorRatio, unknown: unnamedRatio };
  const well = 1 - errorRatio - clientErrorRatio - unnamedRatio;
  const responses = Object.entries({ "200": well, ...shares }).map(([code, share]) => ({
    code,
    perSecond: requestsPerSecond * share,
  }));
  return {
    windowSeconds: 60,
    answers: requestsPerSecond > 0 ? [{ protocol: "http", responses }] : [],
    requestsPerSecond,
    latency: quantiles(traffic.p95Ms),
    usualLatency: quantiles(traffic.usualP95Ms),
    tcp,
  };
}

const standard = [
  ...fyrPreset.rates.flatMap((rate) => rateChecks(rate, "default")),
  ...fyrPreset.latencies.map((latency) => latencyCheck(latency, "default")),
];
const judge = (traffic: Traffic) => judgeTraffic(judged(traffic), standard, undefined).health;

describe("judgeTraffic", () => {
  it.each([
    { what: "no requests", traffic: {}, status: "unknown", causes: [] },
    { what: "no failures", traffic: { requestsPerSecond: 0.1, errorRatio: 0 }, status: "healthy", causes: [] },
    {
      what: "less than 1 % failed",
      traffic: { requestsPerSecond: 100, errorRatio: 0.0099 },
      status: "healthy",
      causes: [],
    },
    {
      what: "1 % failed",
      traffic: { requestsPerSecond: 100, errorRatio: 0.01 },
      status: "degraded",
      causes: ["server-errors"],
    },
    {
      what: "3 % failed",
      traffic: { requestsPerSecond: 100, errorRatio: 0.03 },
      status: "failing",
      causes: ["server-errors"],
    },
    {
      what: "four failures of eight",
      traffic: { requestsPerSecond: 8 / 60, errorRatio: 0.5 },
      status: "unknown",
      causes: [],
    },
    {
      what: "five failures of ten",
      traffic: { requestsPerSecond: 1 / 6, errorRatio: 0.5 },
      status: "failing",
      causes: ["server-errors"],
    },
    {
      what: "10 % client errors",
      traffic: { requestsPerSecond: 10, clientErrorRatio: 0.1 },
      status: "degraded",
      causes: ["client-errors"],
    },
    {
      what: "20 % client errors",
      traffic: { requestsPerSecond: 10, clientErrorRatio: 0.2 },
      status: "failing",
      causes: ["client-errors"],
    },
    {
      what: "p95 twice its usual",
      traffic: { requestsPerSecond: 1, p95Ms: 200, usualP95Ms: 100 },
      status: "degraded",
      causes: ["slow"],
    },
    {
      what: "p95 ten times a usual of 2 ms",
      traffic: { requestsPerSecond: 1, p95Ms: 20, usualP95Ms: 2 },
      status: "healthy",
      causes: [],
    },
    {
      what: "slow in too few requests",
      traffic: { requestsPerSecond: 0.4, p95Ms: 900, usualP95Ms: 100 },
      status: "healthy",
      causes: [],
    },
    {
      what: "a p95 nothing is known of before",
      traffic: { requestsPerSecond: 1, p95Ms: 9000 },
      status: "healthy",
      causes: [],
    },
  ])("says $status of $what", ({ traffic, status, causes }) => {
    const health = judge(traffic);
    expect(health.status).toBe(status);
    expect(health.causes.map((cause) => cause.code)).toEqual(causes);
  });

  it("names the worst cause first", () => {
    const health = judge({
      requestsPerSecond: 10,
      errorRatio: 0.02,
      clientErrorRatio: 0.3,
      p95Ms: 400,
      usualP95Ms: 100,
    });
    expect(health.causes.map(({ code, status }) => `${code} ${status}`)).toEqual([
      "client-errors failing",
      "server-errors degraded",
      "slow degraded",
    ]);
  });
});

describe("what a verdict stands on", () => {
  it.each([
    { what: "requests that are well", traffic: { requestsPerSecond: 1 }, status: "healthy", basis: "requests" },
    {
      what: "requests that fail",
      traffic: { requestsPerSecond: 9, errorRatio: 1 },
      status: "failing",
      basis: "requests",
    },
    { what: "nothing at all", traffic: {}, status: "unknown", basis: "no-requests" },
    { what: "TCP alone", traffic: { tcp: true }, status: "unknown", basis: "tcp" },
    { what: "TCP beside requests", traffic: { tcp: true, requestsPerSecond: 1 }, status: "healthy", basis: "requests" },
    {
      what: "few requests that fail",
      traffic: { requestsPerSecond: 0.1, errorRatio: 0.5 },
      status: "unknown",
      basis: "few-requests",
    },
    {
      what: "requests whose codes are kept back",
      traffic: { requestsPerSecond: 9, unnamedRatio: 1 },
      status: "unknown",
      basis: "no-codes",
    },
  ])("is $basis for $what", ({ traffic, status, basis }) => {
    expect(judge(traffic)).toMatchObject({ status, basis });
  });

  it("takes shares of the requests whose outcome is known", () => {
    const [cause] = judge({ requestsPerSecond: 100, unnamedRatio: 0.5, errorRatio: 0.01 }).causes;
    expect(cause?.value).toBeCloseTo(0.02);
  });
});
