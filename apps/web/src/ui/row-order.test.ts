import { describe, expect, it } from "vitest";
import { type Column, healthRank, inOrder, pressed } from "./row-order.ts";

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

  it("brings up what is wrong, then what may be, and leaves what cannot be judged below the healthy", () => {
    const healths = [
      { status: "unknown", basis: "tcp" },
      { status: "healthy", basis: "requests" },
      { status: "unknown", basis: "few-requests" },
      { status: "degraded", basis: "requests" },
      { status: "failing", basis: "connections" },
    ] as const;
    expect(healths.toSorted((a, b) => healthRank(b) - healthRank(a))).toEqual(healths.toReversed());
  });
});
