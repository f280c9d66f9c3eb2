import type { MadeColumn } from "@fyr/contract";

/** How a value is made of others: of the same row, or of the node or edge it names. */
export type Made =
  | { readonly holds: "pattern"; readonly pattern: string }
  | { readonly holds: "lookup"; readonly by: string; readonly of: string };

/** The node or edge with this id, as it is after the diff. */
export type RowById = (id: unknown) => unknown;

/** Returns what makes the value of a row. */
export function makerOf(made: Made | MadeColumn, rowById: RowById): (row: unknown) => unknown {
  switch (made.holds) {
    case "pattern":
      return textMaker(made.pattern);
    case "lookup": {
      const [idIn, valueIn] = [finderOf(made.by), finderOf(made.of)];
      return (row) => valueIn(rowById(idIn(row)));
    }
  }
}

/** A field the row does not have is left empty. */
function textMaker(pattern: string): (row: unknown) => string {
  // Every second part is a path.
  const parts = pattern.split(/[{}]/).map((part, at) => (at % 2 === 0 ? part : finderOf(part)));
  return (row) => {
    let text = "";
    for (const part of parts) text += typeof part === "string" ? part : (part(row) ?? "");
    return text;
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Returns what stands at a path of a row. */
export function finderOf(path: string): (row: unknown) => unknown {
  const fields = path.split(".");
  return (row) => {
    let part = row;
    for (const field of fields) part = (part as Fields | undefined)?.[field];
    return part;
  };
}
