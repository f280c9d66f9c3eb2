import { describe, expect, it } from "vitest";
import { edgeIdOf, endIdsOf, endsOfEdge, nameInId, nodeIdOf } from "./ids.ts";

const [checkout, payment, longer] = ["checkout", "payment", "payment-v2"].map((name) => ({
  id: nodeIdOf("workload", "demo", "shop", name),
}));
const odd = { id: nodeIdOf("external", "a>b:http") };
const nodes = [checkout, payment, longer, odd].filter((node) => node !== undefined);

describe("endsOfEdge", () => {
  it("finds the two nodes of every edge between them", () => {
    for (const source of nodes) {
      for (const target of nodes) {
        expect(endsOfEdge(edgeIdOf(source.id, target.id, "grpc"), nodes)).toEqual({ source, target });
      }
    }
  });

  it("finds none where one of them is gone, or the id is nobody's", () => {
    const id = edgeIdOf(odd.id, nodeIdOf("workload", "demo", "shop", "gone"), "http");
    expect(endsOfEdge(id, nodes)).toBeUndefined();
    expect(endsOfEdge("nonsense", nodes)).toBeUndefined();
  });
});

describe("what is left of an id", () => {
  it("names its ends, and each by its last part", () => {
    const id = edgeIdOf(odd.id, nodeIdOf("workload", "demo", "shop", "gone"), "http");
    const ends = endIdsOf(id);
    expect(ends).toEqual({ source: odd.id, target: "workload/demo/shop/gone" });
    expect(nameInId(ends?.source ?? "")).toBe("a>b:http");
    expect(nameInId(ends?.target ?? "")).toBe("gone");
    expect(endIdsOf("nonsense")).toBeUndefined();
  });
});
