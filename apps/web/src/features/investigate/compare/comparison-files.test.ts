import type { Difference, Differences } from "@fyr/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tellTimesIn } from "../../../ui/clock.ts";
import { nodeId } from "../incident.fixture.ts";
import { namesIn } from "../names.ts";
import { comparisonJson, comparisonText } from "./comparison-files.ts";
import { countInWords, listed } from "./listed.ts";

const names = namesIn({ nodes: [], edges: [] });
const link = "https://fyr.example/investigate?tab=compare";
const slower: Difference = {
  subject: { type: "node", id: nodeId("a|b") },
  kind: "slower",
  now: { meanMs: 173, requestsPerSecond: 64 },
  before: { meanMs: 149, requestsPerSecond: 60 },
  z: 6,
  weight: 1.4,
};
const gone: Difference = {
  subject: { type: "node", id: nodeId("cart") },
  kind: "gone",
  before: { requestsPerSecond: 2 },
  z: 6,
  weight: 2,
};
const busier: Difference = {
  subject: { type: "node", id: nodeId("shop") },
  kind: "busier",
  now: { connectionsPerSecond: 178, bytesPerSecond: 2000 },
  before: { connectionsPerSecond: 12, bytesPerSecond: 8000 },
  z: 3,
  weight: 1,
};
const refused: Difference = {
  subject: { type: "node", id: nodeId("redis") },
  kind: "failing-more",
  now: { failedConnectionRatio: 0.7, bytesPerSecond: 300 },
  before: { failedConnectionRatio: 0, bytesPerSecond: 1000 },
  z: 9,
  weight: 3,
};
const compared: Differences = {
  now: { at: "2026-11-20T03:14:20.000Z", windowSeconds: 300 },
  before: { at: "2026-11-19T03:14:00.000Z", windowSeconds: 600 },
  edges: 51,
  warnings: ["Of a part nothing is known."],
  goneNodes: [],
  goneEdges: [],
  differences: [refused, slower, gone, busier],
};

beforeEach(() => tellTimesIn("utc"));
afterEach(() => tellTimesIn("local"));

describe("a comparison for elsewhere", () => {
  it("is a table in Markdown that survives odd names, with both moments, their zone and a link", () => {
    expect(
      comparisonText(compared, "all", names, link),
    ).toBe(`**5 min up to Fri, 20 Nov 2026, 03:14:20 UTC against 10 min up to Thu, 19 Nov 2026, 03:14:00 UTC**

4 differences on 51 edges.

| where | how | before → now | sure | traffic |
| --- | --- | --- | --- | ---: |
| redis | fails more | 0 % → 70 % failed connections | beyond chance | 300 B/s |
| a\\|b | slower | 149 ms → 173 ms on average | beyond chance | 64 req/s |
| cart | gone | 2 req/s → none | beyond chance | 2 req/s |
| shop | busier | 12 conn/s → 178 conn/s | very likely | 2 kB/s |

Of a part nothing is known.

${link}
`);
  });

  it.each(["all", "worse", "other"] as const)("tells in both forms what the page lists: %s", (of) => {
    const rows = listed(compared.differences, of);
    const text = comparisonText(compared, of, names, link);
    expect(text.match(/^\| (?!where|---).*/gm)).toHaveLength(rows.length);
    expect(text).toContain(`\n${countInWords(compared, of)}.\n`);
    expect(JSON.parse(comparisonJson(compared, of))).toEqual({ ...compared, differences: rows });
  });

  it("says that nothing differs, and makes no table of it", () => {
    const text = comparisonText({ ...compared, differences: [] }, "all", names, link);
    expect(text).toContain("\nNo difference on 51 edges that chance does not explain.\n");
    expect(text).not.toContain("|");
  });
});
