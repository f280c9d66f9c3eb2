import type { Health } from "@fyr/contract";

/** A column of a table whose rows can be put in order by it. */
export interface Column<Row> {
  readonly key: string;
  readonly name: string;
  /** What its numbers are, where the name does not say all. */
  readonly about?: string;
  /** What rows are put in order by; absent sorts last, whichever way. Without it the column puts nothing in order. */
  readonly by?: (row: Row) => string | number | undefined;
  /** Numbers start from the highest. Absent: from the lowest. */
  readonly first?: Order["direction"];
  /** Set flush right. */
  readonly numeric?: true;
  /** CSS length, for tables too long to be measured: columns without one share what is left. */
  readonly width?: string;
}

export interface Order {
  readonly key: string;
  readonly direction: "ascending" | "descending";
}

/** Stable: rows that are equal keep their places. */
export function inOrder<Row>(rows: readonly Row[], columns: readonly Column<Row>[], order: Order): readonly Row[] {
  const by = columns.find(({ key }) => key === order.key)?.by;
  if (!by) return rows;
  const sign = order.direction === "ascending" ? 1 : -1;
  return rows.toSorted((a, b) => {
    const left = by(a);
    const right = by(b);
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    if (typeof left === "string" && typeof right === "string") return sign * byName(left, right);
    return sign * (Number(left) - Number(right));
  });
}

/** Pressing a column: its own first direction, then the other. */
export function pressed<Row>({ key, first = "ascending" }: Column<Row>, order: Order): Order {
  if (order.key !== key) return { key, direction: first };
  return { key, direction: order.direction === "ascending" ? "descending" : "ascending" };
}

/** A column that starts from its highest number. */
export function numberColumn<Row>(
  key: string,
  name: string,
  about: string,
  by: (row: Row) => number | undefined,
): Column<Row> {
  return { key, name, about, by, first: "descending", numeric: true, width: "5.5rem" };
}

/**
 * Failing highest, so that "descending" brings it up. Of what cannot be judged, that of which too much failed to call it
 * well stands above the healthy; TCP and what is idle lie below: there is nothing to look at.
 */
export function healthRank({ status, basis }: Pick<Health, "status" | "basis">): number {
  switch (status) {
    case "failing":
      return 4;
    case "degraded":
      return 3;
    case "unknown":
      return basis === "few-requests" || basis === "few-connections" ? 2 : 0;
    case "healthy":
      return 1;
  }
}

const { compare: byName } = new Intl.Collator("en", { numeric: true });
