import { describe, expect, it } from "vitest";
import { nodeId } from "../incident.fixture.ts";
import { namesIn } from "../names.ts";
import { comparisonText } from "./comparison-files.ts";

const names = namesIn({ nodes: [], edges: [] });
const at = "2026-11-20T03:14:20.000Z";

describe("a comparison for elsewhere", () => {
  it("exports a comparison as a table that survives odd names", () => {
    const taken = { at, windowSeconds: 60 };
    const text = comparisonText(
      {
        now: taken,
        before: { at: "2026-11-20T03:01:15.000Z", windowSeconds: 600 },
        edges: 3,
        warnings: [],
        goneNodes: [],
        goneEdges: [],
        differences: [
          {
            subject: { type: "node", id: nodeId("a|b") },
            kind: "slower",
            now: { meanMs: 173 },
            before: { meanMs: 149 },
            z: 6,
            weight: 64,
          },
          {
            subject: { type: "node", id: nodeId("cart") },
            kind: "gone",
            before: { requestsPerSecond: 2 },
            z: 6,
            weight: 2,
          },
        ],
      },
      names,
    );
    expect(text).toContain("| a\\|b | slower | 149 ms → 173 ms on average | beyond chance | 64 req/s |");
    expect(text).toContain("| cart | gone | 2 req/s → none |");
  });
});
