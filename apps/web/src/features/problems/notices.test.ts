import type { Topology, TopologyEdge, TopologyNode, TopologyProblem } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { noticesOf } from "./notices.ts";
import { passedOnWords } from "./passed-on-words.ts";
import { edge, hourAgo, node, now, problem, sinceWords } from "./problem.fixture.ts";

describe("what is only worth knowing", () => {
  const names = ["checkout", "cart", "orders", "search", "tax"];
  const mesh = {
    at: now,
    nodes: [...names, "legacy-erp"].map((name) => node(name)),
    edges: names.map((name) =>
      edge({
        id: `${name}>legacy-erp` as TopologyEdge["id"],
        source: name as TopologyNode["id"],
        target: "legacy-erp" as TopologyNode["id"],
      }),
    ),
  } as unknown as Topology;
  const plaintext = (name: string, more: Partial<TopologyProblem> = {}) =>
    problem({
      id: `plaintext ${name}`,
      kind: "plaintext",
      status: "notice",
      subject: { type: "edge", id: `${name}>legacy-erp` as TopologyEdge["id"] },
      now: { requestsPerSecond: 12 },
      ...more,
    });
  const sentences = (...problems: TopologyProblem[]) => noticesOf(problems, mesh).map(({ sentence }) => sentence);

  it("names who calls in plaintext, and since when", () => {
    expect(sentences(plaintext("checkout", { since: hourAgo.toISOString() }))).toEqual([
      `checkout calls legacy-erp in plaintext, 12 req/s. Since ${sinceWords}.`,
    ]);
    expect(sentences(plaintext("checkout", { now: {}, lastingAtLeastSeconds: 840 }))).toEqual([
      "checkout calls legacy-erp in plaintext. For at least 14 min.",
    ]);
  });

  it("names what only a ztunnel sees, each namespace once", () => {
    const seen = (name: string, namespace: string) => ({ ...node(name), namespace, flags: ["l4Only"] as const });
    const nodes = [seen("audit", "platform"), seen("notify", "platform"), seen("ledger", "books"), node("cart")];
    const told = noticesOf([], { ...mesh, nodes } as unknown as Topology);
    expect(told.map(({ sentence }) => sentence.split(".")[0])).toEqual([
      "audit and notify in platform: L4 only",
      "ledger in books: L4 only",
    ]);
    expect(told[0]?.subject.id).toBe("audit");
  });

  it("says so where nobody knows who calls", () => {
    const gone = plaintext("checkout", { subject: { type: "edge", id: "stranger>legacy-erp" as TopologyEdge["id"] } });
    const strange = edge({
      id: "stranger>legacy-erp" as TopologyEdge["id"],
      source: "stranger" as TopologyNode["id"],
      target: "legacy-erp" as TopologyNode["id"],
    });
    expect(noticesOf([gone], { ...mesh, edges: [strange] })[0]?.sentence).toBe(
      "An unknown caller calls legacy-erp in plaintext, 12 req/s.",
    );
  });

  it("tells the callers of one place together", () => {
    expect(sentences(plaintext("checkout"), plaintext("cart", { lastingAtLeastSeconds: 60 }))).toEqual([
      "checkout and cart call legacy-erp in plaintext, 24 req/s. For at least 1 min.",
    ]);
    expect(sentences(...names.map((name) => plaintext(name)))).toEqual([
      "checkout, cart, orders and 2 more call legacy-erp in plaintext, 60 req/s.",
    ]);
  });

  it("says who passes a failure on, and how much of it", () => {
    const stems = names.map((name, index) =>
      problem({ id: name, subject: plaintext(name).subject, now: { errorRatio: 0.07 - index / 100 } }),
    );
    expect(passedOnWords(stems, mesh)).toBe(
      "Passed on to 5 edges: checkout 7\u00a0%, cart 6\u00a0%, orders 5\u00a0% …",
    );
    expect(passedOnWords(stems.slice(0, 1), mesh)).toBe("Passed on to 1 edge: checkout 7\u00a0%");
  });
});
