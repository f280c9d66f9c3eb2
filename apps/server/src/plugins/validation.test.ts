import { RouteChangesQuerySchema, RoutePlanRequestSchema, SeriesQuerySchema, TopologyQuerySchema } from "@fyr/contract";
import Type, { type TSchema } from "typebox";
import { describe, expect, it } from "vitest";
import { AppError } from "../app-error.ts";
import { validatorCompiler } from "./validation.ts";

const nothing = Type.Object({}, { additionalProperties: false });
const route = { kind: "VirtualService", namespace: "payments", name: "payment" };
const plan = { route, rule: { protocol: "http", index: 0 }, weights: [{ host: "payment", weight: 100 }] };

function saidOf(schema: TSchema, httpPart: "querystring" | "body", value: unknown): string | undefined {
  const said = validatorCompiler({ schema, httpPart, method: "GET", url: "/" })(value);
  const error = typeof said === "object" && "error" in said ? said.error : undefined;
  return error instanceof AppError ? error.message : undefined;
}

describe("a query that cannot be understood", () => {
  const refused: readonly (readonly [TSchema, object, string])[] = [
    [
      TopologyQuerySchema,
      { windowSeconds: "abc" },
      'windowSeconds must be a whole number from 1 to 604,800, not "abc".',
    ],
    [TopologyQuerySchema, { windowSeconds: "0" }, "windowSeconds must be a whole number from 1 to 604,800, not 0."],
    [
      TopologyQuerySchema,
      { windowSeconds: "" },
      "windowSeconds is empty: it must be a whole number from 1 to 604,800.",
    ],
    [TopologyQuerySchema, { windowSeconds: ["60", "61"] }, "windowSeconds is given 2 times: give it once."],
    [
      TopologyQuerySchema,
      { grain: "x" },
      'grain must be one of workload, app, versionedApp, service or namespace, not "x".',
    ],
    [
      TopologyQuerySchema,
      { at: "" },
      "at is empty: it must be a moment such as 2026-11-20T03:02:00Z, or Unix seconds.",
    ],
    [
      TopologyQuerySchema,
      { namespaces: "a".repeat(5000) },
      "namespaces must be at most 4,096 characters long, not 5,000.",
    ],
    [
      SeriesQuerySchema,
      { namespace: "Shop" },
      'namespace must be the name of a namespace (lower-case letters, digits and dashes), not "Shop".',
    ],
    [
      SeriesQuerySchema,
      { namespace: "shop", cluster: "{" },
      'cluster must be the name of a cluster (letters, digits and any of - . _ : /), not "{".',
    ],
    [RouteChangesQuerySchema, { nam: "x" }, '"nam" is not known here. Known are kind, namespace and name.'],
    [nothing, { verbose: "1" }, '"verbose" is not known here: no parameters are taken.'],
  ];
  it.each(refused.map(([schema, query, sentence]) => ({ schema, query, sentence })))(
    "is told $sentence",
    ({ schema, query, sentence }) => {
      expect(saidOf(schema, "querystring", query)).toBe(sentence);
    },
  );
});

describe("a body that cannot be understood", () => {
  const weight = (value: unknown) => ({ ...plan, weights: [{ host: "payment", weight: value }] });
  const refused: readonly (readonly [unknown, string])[] = [
    [null, "The body must be an object, not null."],
    [[], "The body must be an object, not a list."],
    ["x", 'The body must be an object, not "x".'],
    [{ route, rule: plan.rule }, "weights is missing: it must be a list of 1 to 64."],
    [{ ...plan, weights: [] }, "weights must be a list of 1 to 64, not an empty one."],
    [{ ...plan, weights: Array(65).fill(plan.weights[0]) }, "weights must be a list of 1 to 64, not one of 65."],
    [{ ...plan, weights: {} }, "weights must be a list of 1 to 64, not an object."],
    [weight(null), "weights[0].weight must be a whole number from 0 to 1,000,000, not null."],
    [weight(1.5), "weights[0].weight must be a whole number from 0 to 1,000,000, not 1.5."],
    [weight(JSON.parse("1e999")), "weights[0].weight must be a whole number from 0 to 1,000,000, not one that large."],
    [
      { ...plan, weights: [{ host: "", weight: 1 }] },
      "weights[0].host is empty: it must be a host as the rule names it.",
    ],
    [
      { ...plan, weights: [{ host: "payment", weight: 1, x: 1 }] },
      '"weights[0].x" is not known here. Known are host, subset, port and weight.',
    ],
    [
      { ...plan, route: { ...route, kind: "Ingress" } },
      'route.kind must be one of VirtualService, HTTPRoute, GRPCRoute, TLSRoute or TCPRoute, not "Ingress".',
    ],
    [
      { ...plan, route: { ...route, name: "Pay_ment" } },
      'route.name must be the name of an object (lower-case letters, digits, dashes and dots), not "Pay_ment".',
    ],
    [{ ...plan, rule: { protocol: "http", index: -1 } }, "rule.index must be a whole number from 0 to 4,096, not -1."],
  ];
  it.each(refused.map(([body, sentence]) => ({ body, sentence })))("is told $sentence", ({ body, sentence }) => {
    expect(saidOf(RoutePlanRequestSchema, "body", body)).toBe(sentence);
  });
});
