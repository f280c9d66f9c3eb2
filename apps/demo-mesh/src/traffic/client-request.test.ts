import { describe, expect, it } from "vitest";
import { attempt } from "./attempt.ts";
import { clientRequest } from "./client-request.ts";
import { around, exactly, momentsOf, NO_TIME } from "./latency.ts";
import type { RetryPolicy, RouteBranch } from "./route-branch.ts";

const retries = (attempts: number, ...on: string[]): RetryPolicy => ({ attempts, on: new Set(on) });
const branch = (more: Partial<RouteBranch>): RouteBranch => ({ share: 1, host: "a", retries: retries(0), ...more });
const unwell = (failing: number, limitMs?: number) =>
  attempt({
    protocol: "http",
    answers: [
      { code: "200", grpcStatus: "", flags: "-", ratio: 1 - failing, latency: around(20, 0.4) },
      { code: "503", grpcStatus: "", flags: "-", ratio: failing, latency: around(5, 0.4) },
    ],
    network: NO_TIME,
    refused: 0,
    refusedAfterMs: 3,
    overflow: 0,
    limitMs,
  });
const ratios = (answers: ReturnType<typeof clientRequest>["answers"]) =>
  Object.fromEntries(answers.map(({ code, flags, ratio }) => [`${code} ${flags}`, ratio]));

describe("a client's request", () => {
  it("is tried again as often as its rule allows, and then says so", () => {
    const { answers, attemptsReached } = clientRequest(unwell(0.5), branch({ retries: retries(3, "5xx") }), "http");

    expect(attemptsReached).toBeCloseTo(1.875);
    expect(ratios(answers)).toEqual({ "200 -": expect.closeTo(0.9375), "503 URX": expect.closeTo(0.0625) });
  });

  it.each([
    { on: "connect-failure", tries: 1 },
    { on: "503", tries: 1.5 },
    { on: "gateway-error", tries: 1.5 },
  ])("is tried $tries times when half fail with 503 and retries are for $on", ({ on, tries }) => {
    const { attemptsReached } = clientRequest(unwell(0.5), branch({ retries: retries(1, on) }), "http");

    expect(attemptsReached).toBeCloseTo(tries);
  });

  it("takes longer the more tries it needs", () => {
    const mean = (attempts: number) => {
      const { answers } = clientRequest(unwell(0.5), branch({ retries: retries(attempts, "5xx") }), "http");
      const fine = answers.find(({ code }) => code === "200");
      return momentsOf(fine?.latency ?? []).mean;
    };

    expect(mean(2)).toBeGreaterThan(mean(1));
    expect(mean(1)).toBeGreaterThan(mean(0));
  });

  it("ends in 504 UT at the limit, where the server sees its client leave", () => {
    const slow = attempt({
      protocol: "http",
      answers: [{ code: "200", grpcStatus: "", flags: "-", ratio: 1, latency: exactly(900) }],
      network: NO_TIME,
      refused: 0,
      refusedAfterMs: 3,
      overflow: 0,
      limitMs: 500,
    });
    const { answers } = clientRequest(slow, branch({ timeoutMs: 500 }), "http");

    expect(ratios(answers)).toEqual({ "504 UT": expect.closeTo(1) });
    expect(slow.seenByServer.map(({ code, flags }) => `${code} ${flags}`)).toEqual(["0 DC"]);
  });

  it("always comes to one answer", () => {
    for (const failing of [0, 0.1, 0.9]) {
      const rule = branch({
        retries: retries(2, "5xx"),
        timeoutMs: 60,
        abort: { ratio: 0.1, code: "500" },
        delay: { ratio: 0.2, ms: 30 },
      });
      const { answers } = clientRequest(unwell(failing, 60), rule, "http");

      expect(answers.reduce((sum, { ratio }) => sum + ratio, 0)).toBeCloseTo(1, 5);
    }
  });
});
