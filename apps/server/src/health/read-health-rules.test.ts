import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readHealthRules } from "./read-health-rules.ts";

const faultsOf = (rules: unknown) => readHealthRules(JSON.stringify(rules), "health.yaml").faults;

describe("the health file", () => {
  it("is YAML", () => {
    const text = `
rules:
  - namespace: shop
    kind: app
    name: cart.*
    rates:
      - { codes: 5XX, protocol: http, direction: inbound, degradedPercent: 2, failingPercent: 5 }
    latencies:
      - { quantile: p99, degradedOverMs: 500, failingOverMs: 2000 }
`;
    const { rules, faults } = readHealthRules(text, "health.yaml");
    expect(faults).toEqual([]);
    expect(rules[0]?.rates?.[0]).toMatchObject({ codes: "5XX", failingPercent: 5 });
  });

  it("is as docs/health.md shows it", () => {
    const page = readFileSync(new URL("../../../../docs/health.md", import.meta.url), "utf8");
    const [, example = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    const { rules, faults } = readHealthRules(example, "docs/health.md");
    expect(faults).toEqual([]);
    expect(rules[0]).toMatchObject({ kind: "app", rates: [{ failingPercent: 5 }, { codes: "404|429" }] });
  });

  it("may be empty of rules, and JSON", () => {
    expect(readHealthRules('{"rules": []}', "f")).toEqual({ rules: [], faults: [] });
  });

  it("names every fault at once, each with its file and path", () => {
    const rate = { codes: "5XX", degradedPercent: 1, failingPercent: 3 };
    const faults = faultsOf({
      rules: [
        { namespaces: "shop" },
        { rates: [rate, { ...rate, degradedPercent: 101 }, { codes: "5XX", degradedPercent: 1 }] },
        { latencies: [{ quantile: "p50", degradedOverMs: 9 }] },
      ],
    });
    expect(faults).toEqual([
      expect.stringMatching(/^health\.yaml: .*rules\[0\]\.namespaces/),
      expect.stringMatching(/rules\[1\]\.rates\[1\]\.degradedPercent must be .*100/),
      expect.stringMatching(/rules\[1\]\.rates\[2\]\.failingPercent is missing/),
      expect.stringMatching(/rules\[2\]\.latencies\[0\]\.quantile must be one of p95.* p99/),
    ]);
  });

  it.each([
    [{ name: "(" }, "rules[0].name is not a regular expression"],
    [{ rates: [{ codes: "5(X", degradedPercent: 1, failingPercent: 3 }] }, "rules[0].rates[0].codes is not a regular"],
    [{ rates: [{ codes: "5XX", degradedPercent: 3, failingPercent: 1 }] }, "fails from 1 % on, below the 3 %"],
    [{ latencies: [{ quantile: "p95" }] }, "rules[0].latencies[0] needs"],
    [{ latencies: [{ quantile: "p95", degradedOverMs: 9, failingOverMs: 5 }] }, "fails over 5 ms, below the 9 ms"],
    [{ latencies: [{ quantile: "p95", degradedOverMs: 9, atLeastMsAboveUsual: 5 }] }, "says nothing without"],
  ])("refuses %j", (rule, fault) => {
    expect(faultsOf({ rules: [rule] })).toEqual([expect.stringContaining(fault)]);
  });

  it.each(["", "just text", "[]", "rules: [", "a: 1"])("refuses %j with one sentence", (text) => {
    expect(readHealthRules(text, "f").faults).toHaveLength(text === "a: 1" ? 2 : 1);
  });
});
