import type { TopologyNode } from "@fyr/contract";
import type { SampleKey } from "@fyr/topology";
import { describe, expect, it } from "vitest";
import type { Subject } from "../observer/subject.ts";
import { servicesInSpans } from "./services-in-spans.ts";

const party = (workload: string, app = workload, cluster = "north") => ({ cluster, namespace: "shop", workload, app });
const picture = (...parties: readonly object[]) => ({ nodes: parties as TopologyNode[] });
const [web, v1, v2] = [party("web"), party("cart-v1", "cart"), party("cart-v2", "cart")];
const key = (source: object, destination: object): SampleKey => ({
  reporter: "source",
  protocol: "http",
  source,
  destination,
});
const edge = (...keys: SampleKey[]): Subject => ({ type: "edge", id: "an edge" as never, keys });
const node = (...parties: object[]): Subject => ({ type: "node", node: {} as TopologyNode, parties });

describe("the names of an edge's ends in spans", () => {
  it("are those of its apps, where each runs as one workload", () => {
    expect(servicesInSpans(edge(key(web, v1)), picture(web, v1))).toEqual([
      { caller: "web.shop", callee: "cart.shop" },
    ]);
    expect(servicesInSpans(node(v1), picture(web, v1))).toEqual([{ callee: "cart.shop" }]);
  });

  it("are none where they stand for another version as well, at either end", () => {
    expect(servicesInSpans(edge(key(web, v1)), picture(web, v1, v2))).toEqual([]);
    expect(servicesInSpans(edge(key(v1, web)), picture(web, v1, v2))).toEqual([]);
    expect(servicesInSpans(node(v2), picture(web, v1, v2))).toEqual([]);
  });

  it("are told where all versions were asked for, once", () => {
    expect(servicesInSpans(edge(key(web, v1), key(web, v2)), picture(web, v1, v2))).toEqual([
      { caller: "web.shop", callee: "cart.shop" },
    ]);
  });

  it("are none where another cluster has the same", () => {
    const south = party("cart-v1", "cart", "south");
    expect(servicesInSpans(edge(key(web, v1)), picture(web, v1, south))).toEqual([]);
  });

  it("are not known of who is no workload, nor without a picture", () => {
    expect(servicesInSpans(edge(key({}, v1)), picture(v1))).toEqual([]);
    expect(servicesInSpans(edge(key(web, v1)), undefined)).toEqual([]);
  });
});
