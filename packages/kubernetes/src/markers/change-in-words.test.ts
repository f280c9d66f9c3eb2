import { expect, it } from "vitest";
import { istioObject } from "../testing/objects.ts";
import { changeInWords } from "./change-in-words.ts";

const route = (weights: readonly number[], more: object = {}) =>
  istioObject("VirtualService", "cart", {
    hosts: ["cart"],
    http: [
      {
        ...more,
        route: weights.map((weight, at) => ({ destination: { host: "cart", subset: `v${at + 1}` }, weight })),
      },
    ],
  });

it("tells moved weights as weights", () => {
  expect(changeInWords(route([95, 5]), route([50, 50]))).toEqual({ from: "v1 95, v2 5", to: "v1 50, v2 50" });
});

it("tells any other change by its first field, and how many more there are", () => {
  expect(changeInWords(route([1]), route([1], { timeout: "1s" }))).toEqual({ to: "http.0.timeout: 1s" });
  const rule = (mode: string, more: object = {}) =>
    istioObject("DestinationRule", "cart", { host: "cart", trafficPolicy: { tls: { mode }, ...more } });
  expect(changeInWords(rule("ISTIO_MUTUAL"), rule("DISABLE"))).toEqual({
    from: "trafficPolicy.tls.mode: ISTIO_MUTUAL",
    to: "trafficPolicy.tls.mode: DISABLE",
  });
  const pool = { connectionPool: { tcp: { maxConnections: 1 } } };
  expect(changeInWords(rule("ISTIO_MUTUAL"), rule("DISABLE", pool)).to).toContain("(and 1 more)");
});

it("tells a destination that came, or went, as a split", () => {
  expect(changeInWords(route([95, 5]), route([70, 5, 25]))).toEqual({ from: "v1 95, v2 5", to: "v1 70, v2 5, v3 25" });
});

it("tells another host behind the same split by its field", () => {
  const to = (host: string) =>
    istioObject("VirtualService", "cart", {
      hosts: ["cart"],
      http: [{ route: [{ destination: { host, subset: "v1" } }] }],
    });
  expect(changeInWords(to("cart"), to("crat"))).toEqual({
    from: "http.0.route.0.destination.host: cart",
    to: "http.0.route.0.destination.host: crat",
  });
});
