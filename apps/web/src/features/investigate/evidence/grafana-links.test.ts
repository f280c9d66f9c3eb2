import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { grafanaLinks } from "./grafana-links.ts";

describe("links to Grafana", () => {
  const span = { from: 1000, to: 2000 };
  const node = { id: "n", namespace: "shop", workload: "cart-v1" } as unknown as TopologyNode;
  const edge = {
    destinationServices: [{ name: "cart", host: "cart.shop.svc.cluster.local" }],
  } as unknown as TopologyEdge;

  it("lead to Istio's dashboards below its address, their variables filled", () => {
    expect(grafanaLinks("https://ops.example/grafana", { node, edge }, span).map(({ href }) => href)).toEqual([
      "https://ops.example/grafana/d/UbsSZTDik/istio-workload-dashboard?var-namespace=shop&var-workload=cart-v1&from=1000&to=2000",
      "https://ops.example/grafana/d/LJ_uJAvmk/istio-service-dashboard?var-service=cart.shop.svc.cluster.local&from=1000&to=2000",
    ]);
  });

  it("are none for what Istio has no dashboard of", () => {
    expect(grafanaLinks("https://grafana.example", {}, span)).toEqual([]);
  });
});
