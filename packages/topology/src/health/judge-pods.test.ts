import type { Health } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { judgePods, judgeWithPods } from "./judge-pods.ts";

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

describe("judgeWithPods", () => {
  const tcp: Health = { status: "unknown", basis: "tcp", causes: [] };
  const few: Health = { status: "unknown", basis: "few-requests", causes: [] };
  const well: Health = { status: "healthy", basis: "requests", causes: [] };
  it.each([
    { traffic: well, pods: { ready: 2, total: 2 }, status: "healthy", basis: "requests" },
    { traffic: well, pods: { ready: 0, total: 2 }, status: "failing", basis: "requests" },
    { traffic: tcp, pods: { ready: 2, total: 2 }, status: "healthy", basis: "pods" },
    { traffic: few, pods: { ready: 2, total: 2 }, status: "healthy", basis: "pods" },
    { traffic: few, pods: { ready: 1, total: 2 }, status: "degraded", basis: "pods" },
    { traffic: tcp, pods: { ready: 0, total: 0 }, status: "unknown", basis: "tcp" },
    { traffic: tcp, pods: undefined, status: "unknown", basis: "tcp" },
  ])("makes $traffic.basis with pods $pods into $status by $basis", ({ traffic, pods, status, basis }) => {
    expect(judgeWithPods(traffic, pods)).toMatchObject({ status, basis });
  });
});
