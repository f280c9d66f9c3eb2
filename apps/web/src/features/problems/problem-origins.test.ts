import type { EdgeId, NodeId, TopologyEdge, TopologyProblem } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { groupByOrigin, originsFirst } from "./problem-origins.ts";

/** "checkout>payment 60 0.3": requests a second and the share of them that fails. */
function edge(text: string): TopologyEdge {
  const [id = "", requests, ratio] = text.split(" ");
  const [source, target] = id.split(">");
  return {
    id: id as EdgeId,
    source: source as NodeId,
    target: target as NodeId,
    requestsPerSecond: Number(requests),
    errorRatio: Number(ratio),
    health: {
      status: "failing",
      causes: [{ code: "server-errors", status: "failing", value: Number(ratio), threshold: 0.03 }],
    },
  } as unknown as TopologyEdge;
}

function problem(id: string, more: Partial<TopologyProblem> = {}): TopologyProblem {
  return {
    id,
    subject: { type: "edge", id: id as EdgeId },
    kind: "server-errors",
    status: "failing",
    now: {},
    callers: [],
    ...more,
  };
}

const read = (problems: readonly TopologyProblem[], edges: readonly TopologyEdge[]) =>
  groupByOrigin(problems, { edges }).map(({ origin, stems }) => [origin.id, stems.map(({ id }) => id)]);

describe("problems by their origin", () => {
  it("stand under the deepest edge their failures come from", () => {
    const edges = ["ingress>storefront 100 0.2", "storefront>checkout 60 0.3", "checkout>payment 60 0.3"].map(edge);
    const problems = [problem("checkout>payment"), problem("storefront>checkout"), problem("ingress>storefront")];
    expect(read(problems, edges)).toEqual([["checkout>payment", ["storefront>checkout", "ingress>storefront"]]]);
  });

  it("stand alone where the target fails by itself", () => {
    const edges = ["storefront>checkout 100 0.3", "checkout>payment 60 0.05"].map(edge);
    const problems = [problem("storefront>checkout"), problem("checkout>payment")];
    expect(read(problems, edges)).toEqual([
      ["storefront>checkout", []],
      ["checkout>payment", []],
    ]);
  });

  it("go with the branch that fails most", () => {
    const edges = ["shop>checkout 100 0.3", "checkout>tax 50 0.1", "checkout>payment 50 0.5"].map(edge);
    const problems = [problem("checkout>payment"), problem("checkout>tax"), problem("shop>checkout")];
    expect(read(problems, edges)).toEqual([
      ["checkout>payment", ["shop>checkout"]],
      ["checkout>tax", []],
    ]);
  });

  it("are all there when failures go round in a ring", () => {
    const edges = ["a>b 10 0.5", "b>a 10 0.5"].map(edge);
    expect(read([problem("a>b"), problem("b>a")], edges)).toEqual([
      ["a>b", []],
      ["b>a", []],
    ]);
  });

  it("that are not failures of an edge stand for themselves", () => {
    const edges = ["shop>checkout 100 0.3", "checkout>payment 60 0.5"].map(edge);
    const slow = problem("slow", { subject: { type: "edge", id: "shop>checkout" as EdgeId }, kind: "slow" });
    expect(read([problem("checkout>payment"), slow], edges)).toEqual([
      ["checkout>payment", []],
      ["slow", []],
    ]);
  });

  it("are walked from the origins on", () => {
    const [a, b, c] = [problem("a"), problem("b"), problem("c")];
    expect(
      originsFirst([
        { origin: a, stems: [b] },
        { origin: c, stems: [] },
      ]),
    ).toEqual([a, c, b]);
  });
});
