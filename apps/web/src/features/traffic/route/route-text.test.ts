import { describe, expect, it } from "vitest";
import { clock } from "../../../ui/clock.ts";
import { byHand, destinationOf, routeWith, ruleWith } from "./route.fixture.ts";
import { isFound, observedInWords, worstInWords } from "./route-text.ts";

describe("observedInWords", () => {
  it.each([
    { observed: { kind: "drift", shares: [0.63, 0.37] }, words: "drift: observed 63.0 / 37.0 %" },
    {
      observed: { kind: "settling", shares: [0.97, 0.03], until: 0 },
      words: `observed 97.0 / 3.0 %, settling until ${clock(0)}`,
    },
    { observed: { kind: "on-target", shares: [0.95, 0.05] }, words: "observed 95.0 / 5.0 %" },
    {
      observed: { kind: "all-rules-together", shares: [0.9, 0.1] },
      words: "observed 90.0 / 10.0 %, all rules together",
    },
    { observed: { kind: "not-measured" }, words: "traffic not measured" },
    { observed: { kind: "no-traffic" }, words: "no traffic observed" },
  ] as const)("says $words", ({ observed, words }) => {
    expect(observedInWords(observed)).toBe(words);
  });
});

describe("worstInWords", () => {
  const latencyMs = (p99: number) => ({ p50: 1, p95: 2, p99 });

  it("names the failing one, however little traffic it gets", () => {
    const v1 = destinationOf("v1", 95, { errorRatio: 0.0004, latencyMs: latencyMs(2000) });
    const v2 = destinationOf("v2", 5, { errorRatio: 0.071, latencyMs: latencyMs(1240), health: "failing" });
    expect(worstInWords(ruleWith(v1, v2))).toEqual({ status: "failing", text: "v2: 92.9 % success, p99 1.24 s" });
  });

  it("leaves out what was not measured", () => {
    const slow = destinationOf("v1", 95, { latencyMs: latencyMs(90) });
    expect(worstInWords(ruleWith(slow, destinationOf("v2", 5)))?.text).toBe("v1: p99 90 ms");
    expect(worstInWords(ruleWith(destinationOf("v1", 95), destinationOf("v2", 5)))).toBeUndefined();
  });
});

describe("isFound", () => {
  const route = routeWith([], { hosts: ["payment.payments.svc.cluster.local"], owner: { ...byHand, kind: "argocd" } });

  it.each([
    ["", true],
    ["PAY", true],
    ["argo payments", true],
    ["billing", false],
    ["payment billing", false],
  ])("%j: %s", (filter, found) => {
    expect(isFound(route, filter)).toBe(found);
  });
});

it("says of what the shares are where connections are counted", () => {
  const tcp = { rule: { protocol: "tcp" as const, index: 0 } };
  const settling = { kind: "settling" as const, shares: [0.6, 0.4], until: Date.parse("2026-11-20T03:14:20Z") };
  expect(observedInWords(settling, tcp)).toMatch(/^observed 60.0 \/ 40.0 % of connections, settling until /);
  expect(observedInWords({ kind: "no-traffic" }, tcp)).toBe("no traffic observed");
});
