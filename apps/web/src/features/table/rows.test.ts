import type { Topology, TopologyNode } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { type Column, countInWords, inOrder, pressed } from "./rows.ts";

interface Row {
  readonly name: string;
  readonly rate?: number;
}
const columns: readonly Column<Row>[] = [
  { key: "name", name: "Name", by: ({ name }) => name, first: "ascending" },
  { key: "rate", name: "Rate", by: ({ rate }) => rate, first: "descending" },
];
const rows: readonly Row[] = [{ name: "v10", rate: 1 }, { name: "v2" }, { name: "v1", rate: 0 }];
const namesIn = (key: string, direction: "ascending" | "descending") =>
  inOrder(rows, columns, { key, direction }).map(({ name }) => name);

describe("sorting", () => {
  it("counts in names as people do", () => {
    expect(namesIn("name", "ascending")).toEqual(["v1", "v2", "v10"]);
  });

  it("puts what was not measured last, whichever way", () => {
    expect(namesIn("rate", "ascending")).toEqual(["v1", "v10", "v2"]);
    expect(namesIn("rate", "descending")).toEqual(["v10", "v1", "v2"]);
  });

  it("starts a column its own way, then turns it round", () => {
    const [, rate] = columns;
    const first = rate && pressed(rate, { key: "name", direction: "ascending" });
    expect(first).toEqual({ key: "rate", direction: "descending" });
    expect(rate && first && pressed(rate, first)).toEqual({ key: "rate", direction: "ascending" });
  });
});

it.each([
  { others: [], words: "28" },
  { others: ["serviceEntry"], words: "28 + 1 external" },
  { others: ["external", "unknown"], words: "28 + 2 others" },
  { others: ["unknown"], words: "28 + 1 other" },
] as const)("counts workloads as the summary does, and $others beside them", ({ others, words }) => {
  const nodes = [...others, "workload", "gateway"].map(
    (kind) => ({ kind, flags: [] as TopologyNode["flags"] }) as TopologyNode,
  );
  expect(countInWords({ totals: { workloads: 28 } as Topology["totals"], nodes })).toBe(words);
});
