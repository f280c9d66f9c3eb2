import type { Topology, TopologyNode } from "@fyr/contract";
import { expect, it } from "vitest";
import { countInWords } from "./rows.ts";

it.each([
  { others: [], words: "28" },
  { others: ["serviceEntry"], words: "28 + 1 external" },
  { others: ["external", "unknown"], words: "28 + 2 others" },
  { others: ["unknown"], words: "28 + 1 other" },
] as const)("counts workloads as the summary does, and $others beside them", ({ others, words }) => {
  const grain = "workload";
  const nodes = [...others, "workload", "gateway"].map(
    (kind) => ({ kind, flags: [] as TopologyNode["flags"] }) as TopologyNode,
  );
  expect(countInWords({ totals: { workloads: 28 } as Topology["totals"], nodes, grain })).toBe(words);
});
