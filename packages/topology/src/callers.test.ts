import type { NodeId, TopologyEdge } from "@fyr/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callersIn } from "./callers.ts";
import { edgeIdOf, nodeIdOf } from "./ids.ts";

const nodes = Array.from({ length: 30 }, (_, at) => nodeIdOf("workload", "north", "shop", `app-${at}`));

/** Whole numbers, so that the order of adding up does not matter. */
const anyCalls = fc.array(
  fc.record({
    source: fc.constantFrom(...nodes),
    target: fc.constantFrom(...nodes),
    requestsPerSecond: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
    errorRatio: fc.constantFrom(0, 0.5, 1),
  }),
  { maxLength: 60 },
);

/** One walk for each node, and everything put in order. */
function walkFrom(start: NodeId, edges: readonly TopologyEdge[]) {
  const reached = new Set([start]);
  const sent = new Map<NodeId, { requests: number; failed: number }>();
  for (const node of reached) {
    for (const { source, target, requestsPerSecond: requests, errorRatio = 0 } of edges) {
      if (target !== node || source === node || requests === undefined) continue;
      const { requests: before, failed } = sent.get(source) ?? { requests: 0, failed: 0 };
      sent.set(source, { requests: before + requests, failed: failed + requests * errorRatio });
      reached.add(source);
    }
  }
  reached.delete(start);
  return [...reached]
    .map((id) => ({ id, ...sent.get(id) }))
    .map(({ id, requests = 0, failed = 0 }) =>
      requests > 0 ? { id, errorRatio: Math.round((failed / requests) * 10_000) / 10_000 } : { id },
    )
    .sort((a, b) => (b.errorRatio ?? -1) - (a.errorRatio ?? -1) || (a.id < b.id ? -1 : 1))
    .slice(0, 20);
}

describe("callers", () => {
  it("are those a walk from each node finds, in circles, too", () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        const edges = calls.map((call): TopologyEdge => {
          const { requestsPerSecond, ...known } = call;
          return {
            ...known,
            ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
            id: edgeIdOf(call.source, call.target, "http"),
            protocol: "http",
            reporter: "source",
            responses: [],
            destinationServices: [],
            routeRefs: [],
            health: { status: "healthy", basis: "requests", causes: [] },
            flags: [],
          };
        });
        const callersOf = callersIn(edges);
        for (const node of nodes) expect(callersOf(node)).toEqual(walkFrom(node, edges));
      }),
    );
  });
});
