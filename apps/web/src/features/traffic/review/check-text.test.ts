import type { RouteCheck, RouteRef } from "@fyr/contract";
import { RouteCheckSchema } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { blockReason, checkCounts, checkText } from "./check-text.ts";

const route: RouteRef = { kind: "VirtualService", namespace: "payments", name: "payment" };

describe("checkText", () => {
  it("has one sentence for every code and status", () => {
    const codes = RouteCheckSchema.properties.code.enum;
    const statuses = RouteCheckSchema.properties.status.enum;
    for (const code of codes) {
      for (const status of statuses) {
        const { sentence } = checkText({ code, status }, route);
        expect(sentence).toMatch(/^[A-Z].*\.$/);
      }
    }
  });

  it("keeps the API server's own words apart from ours", () => {
    const said = 'admission webhook "validation.istio.io" denied the request: total weight 99 != 100';
    expect(checkText({ code: "dry-run", status: "block", detail: said }, route)).toEqual({
      sentence: "The API server refused a dry run of this change.",
      detail: said,
      quoted: true,
    });
  });

  it("does not repeat what the sentence says", () => {
    expect(checkText({ code: "may-change", status: "pass", detail: "payments" }, route)).toEqual({
      sentence: "You may change VirtualServices in payments.",
      quoted: false,
    });
  });
});

describe("blockReason", () => {
  it("names the first check that blocks, and nothing when none does", () => {
    const checks: RouteCheck[] = [
      { code: "dry-run", status: "pass" },
      { code: "may-change", status: "block" },
      { code: "pods-ready", status: "block" },
    ];
    expect(blockReason(checks, route)).toBe("You may not change VirtualServices in payments.");
    expect(blockReason(checks.slice(0, 1), route)).toBeUndefined();
  });
});

describe("checkCounts", () => {
  it("counts every status, also those nobody has", () => {
    const checks: RouteCheck[] = [
      { code: "dry-run", status: "pass" },
      { code: "other-rules", status: "warn" },
    ];
    expect(checkCounts(checks)).toEqual({ pass: 1, warn: 1, block: 0 });
  });
});
