import { describe, expect, it } from "vitest";
import { labelDestinations } from "./destination-label.ts";

describe("labelDestinations", () => {
  it.each([
    {
      of: "subsets of one host",
      destinations: [
        { host: "payment.payments.svc.cluster.local", subset: "v1" },
        { host: "payment", subset: "v2" },
      ],
      texts: ["payment v1", "payment v2"],
      shorts: ["v1", "v2"],
    },
    {
      of: "hosts without subsets",
      destinations: [{ host: "pricing-v1" }, { host: "pricing-v2" }],
      texts: ["pricing-v1", "pricing-v2"],
      shorts: ["pricing-v1", "pricing-v2"],
    },
    {
      of: "one name in two namespaces",
      destinations: [{ host: "cart.shop.svc.cluster.local" }, { host: "cart.shop-next.svc.cluster.local" }],
      texts: ["cart.shop", "cart.shop-next"],
      shorts: ["cart.shop", "cart.shop-next"],
    },
    {
      of: "one subset on two hosts",
      destinations: [
        { host: "cart", subset: "v1" },
        { host: "basket", subset: "v1" },
      ],
      texts: ["cart v1", "basket v1"],
      shorts: ["cart v1", "basket v1"],
    },
    {
      of: "two ports of one host",
      destinations: [
        { host: "cart", port: 80 },
        { host: "cart", port: 8080 },
      ],
      texts: ["cart:80", "cart:8080"],
      shorts: ["cart:80", "cart:8080"],
    },
    {
      of: "addresses",
      destinations: [{ host: "10.0.0.1" }, { host: "10.0.0.2" }],
      texts: ["10.0.0.1", "10.0.0.2"],
      shorts: ["10.0.0.1", "10.0.0.2"],
    },
  ])("tells apart $of", ({ destinations, texts, shorts }) => {
    const labels = labelDestinations(destinations);
    expect(labels.map((label) => label.text)).toEqual(texts);
    expect(labels.map((label) => label.short)).toEqual(shorts);
  });
});
