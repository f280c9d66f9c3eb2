import { describe, expect, it } from "vitest";
import { admit } from "./admit.ts";

const to = (subset: string, weight?: number) => ({
  destination: { host: "payment", subset },
  ...(weight !== undefined && { weight }),
});

function virtualService(http: readonly object[], more: object = {}) {
  const metadata = { name: "payment", namespace: "payments" };
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata,
    spec: { hosts: ["payment"], http, ...more },
  };
}

const split = (...weights: readonly number[]) =>
  virtualService([{ route: weights.map((weight, index) => to(`v${index}`, weight)) }]);

describe("Istio's admission of VirtualServices", () => {
  it.each([
    { what: "shares of any sum", object: split(80, 25) },
    { what: "one destination without a weight", object: virtualService([{ route: [to("v1")] }]) },
    { what: "a redirect", object: virtualService([{ redirect: { uri: "/" } }]) },
    { what: "a direct response", object: virtualService([{ directResponse: { status: 503 } }]) },
    { what: "a delegate without hosts", object: virtualService([{ route: [to("v1")] }], { hosts: [] }) },
    { what: "a root that delegates", object: virtualService([{ delegate: { name: "inner" } }]) },
    { what: "wildcard hosts", object: virtualService([{ route: [to("v1")] }], { hosts: ["*.example.com", "*"] }) },
  ])("lets $what pass", ({ object }) => {
    expect(() => admit(object, "1.27")).not.toThrow();
  });

  it.each([
    { object: split(105, -5), says: "weight -5 < 0" },
    { object: split(0, 0), says: "total destination weight = 0" },
    {
      object: virtualService([{ route: [to("v1")], redirect: {} }]),
      says: "HTTP route cannot contain both route and redirect",
    },
    { object: virtualService([{ match: [] }]), says: "HTTP route, redirect or direct_response is required" },
    { object: virtualService([{ route: [{ weight: 1 }] }]), says: "destination is required" },
    { object: virtualService([], {}), says: "http, tcp or tls must be provided in virtual service" },
    { object: virtualService([{ route: [to("v1")] }], { hosts: [""] }), says: 'domain name "" invalid' },
    { object: virtualService([], { hosts: [], tcp: [{ route: [to("v1")] }] }), says: "must have at least one host" },
    {
      object: virtualService([{ route: [to("v1")], mirror: {}, mirrors: [{}] }]),
      says: "cannot contain both mirror and mirrors",
    },
    { object: virtualService([{ delegate: {}, route: [to("v1")] }]), says: "must not specify route" },
    { object: virtualService([{ route: [to("v1")], timeout: "fast" }]), says: "invalid duration: fast" },
    {
      object: virtualService([{ route: [to("v1")], fault: { abort: { percentage: { value: 101 } } } }]),
      says: "not in range 0..100",
    },
  ])("denies: $says", ({ object, says }) => {
    expect(() => admit(object, "1.27")).toThrow(says);
    expect(() => admit(object, "1.27")).toThrow(
      'admission webhook "validation.istio.io" denied the request: configuration is invalid: ',
    );
  });

  it.each([
    { weights: [80, 25], says: "total destination weight 105 != 100" },
    { weights: [101, -1], says: "percentage 101 is not in range 0..100" },
  ])("before 1.15 denies $weights", ({ weights, says }) => {
    expect(() => admit(split(...weights), "1.14.6")).toThrow(says);
    expect(() => admit(split(95, 5), "1.14.6")).not.toThrow();
  });

  it("leaves objects of others alone", () => {
    expect(() => admit({ ...split(0, 0), apiVersion: "v1" }, "1.27")).not.toThrow();
  });
});

describe("Istio's admission of DestinationRules", () => {
  const rule = (...names: readonly string[]) => ({
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { name: "payment" },
    spec: { host: "payment", subsets: names.map((name) => ({ name })) },
  });
  it("wants subsets with names of their own", () => {
    expect(() => admit(rule("v1", "v2"), "1.27")).not.toThrow();
    expect(() => admit(rule("v1", "v1"), "1.27")).toThrow('duplicate subset name: "v1"');
  });
});
