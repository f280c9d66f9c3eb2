import { describe, expect, it } from "vitest";
import { defaultTolerances, judgePods, judgeTraffic } from "./health.ts";

const judge = (traffic: Partial<Parameters<typeof judgeTraffic>[0]>) =>
  judgeTraffic({ windowSeconds: 60, ...traffic }, defaultTolerances);

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

describe("judgePods", () => {
  it.each([
    { ready: 2, total: 2, status: undefined },
    { ready: 1, total: 2, status: "degraded" },
    { ready: 0, total: 2, status: "failing" },
    { ready: 0, total: 0, status: undefined },
  ])("says $status of $ready of $total ready", ({ ready, total, status }) => {
    expect(judgePods({ ready, total })?.status).toBe(status);
  });
});
