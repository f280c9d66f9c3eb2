import Type, { type Static } from "typebox";
import { Words } from "./units.ts";

/**
 * Whole numbers as text: the base64 VLQ of source maps. Five bits a letter, lowest first; the sixth says that more
 * letters follow; the lowest bit of a whole number is its sign. `A` is 0, `C` 1, `D` -1, `gB` 16.
 */
const PackedNumbers = Type.String({ pattern: "^[A-Za-z0-9+/]*$" });

/** Rows in ascending order as packed lengths: how many are left out, how many are meant, and so on in turn. */
const Rows = PackedNumbers;

/** `latencyMs.p95`, `responses.0.code`: the fields, and places in lists, that lead from a row to a value. */
const Path = Type.String({ minLength: 1 });

/** At `set` begins an object without fields, or a list without items; columns after it fill them. */
export const StructureColumnSchema = Type.Object({
  path: Path,
  holds: Words("object", "list"),
  gone: Type.Optional(Rows),
  set: Type.Optional(Rows),
});

/**
 * Values made of others, after this diff: text of fields of the same row (`{source}>{target}:{protocol}`, nothing for
 * a field that is absent), or what the node or edge whose id stands at `by` has at `of`.
 */
export const MadeColumnSchema = Type.Union([
  Type.Object({ path: Path, holds: Type.Literal("pattern"), set: Rows, pattern: Type.String() }),
  Type.Object({ path: Path, holds: Type.Literal("lookup"), set: Rows, by: Path, of: Path }),
]);
export type MadeColumn = Static<typeof MadeColumnSchema>;

/**
 * Values at the rows of `set`, each as the number of a step. What a step says:
 * - `whole`: itself.
 * - `digits`: three significant digits. 0 is 0, and 900 × (e + 15) + m - 99 is m × 10^e, m from 100 to 999.
 * - `decimals`: ten-thousandths.
 * - `words`: a place in the frame's `words`.
 * - `nodes`, `edges`: the id of that row of the nodes or edges, as they are after this diff.
 *
 * `steps` tells, for each row of `set` in order, how far its step lies from where it is looked for: the step of the
 * number before the diff (0 where there was none; always 0 for words, nodes and edges), or, with `from`, that next to what
 * the edges at this node tell; and on top of that
 * - with `like`, as much as the column of that path, which came before, has moved at this row (0 where it did not);
 * - with `above`, what the row of `set` before this one had moved beyond that.
 *
 * Without `steps`, all of them are 0.
 */
export const ValueColumnSchema = Type.Object({
  path: Path,
  holds: Words("whole", "digits", "decimals", "words", "nodes", "edges"),
  gone: Type.Optional(Rows),
  set: Type.Optional(Rows),
  /** Of `sides`: see docs/stream.md for what edges tell of which number. */
  from: Type.Optional(Type.Literal("edges")),
  like: Type.Optional(Path),
  above: Type.Optional(Type.Literal(true)),
  steps: Type.Optional(PackedNumbers),
});
export type ValueColumn = Static<typeof ValueColumnSchema>;

/**
 * Text put together of `pieces`, columns of words whose rows are those of `set` in order: `{0}:{1}>{2}` of the pieces at
 * paths `0`, `1` and `2`.
 */
export const PiecesColumnSchema = Type.Object({
  path: Path,
  holds: Words("pieces"),
  set: Rows,
  pattern: Type.String(),
  pieces: Type.Array(ValueColumnSchema),
});
export type PiecesColumn = Static<typeof PiecesColumnSchema>;

/**
 * What becomes of one path. Where it is `gone` there is nothing after the diff, nor below it; an item that is gone was
 * the last of its list, or all after it are gone too. Rows not named keep what they have.
 */
export const ColumnSchema = Type.Union([
  StructureColumnSchema,
  MadeColumnSchema,
  PiecesColumnSchema,
  ValueColumnSchema,
]);
export type Column = Static<typeof ColumnSchema>;

/** What carries one list of rows to the next. Columns are applied in order; rows count in the list after. */
export const TableDiffSchema = Type.Object({
  /** Rows that are new: objects without fields, before the columns. The others are rows of before. */
  added: Type.Optional(Rows),
  /**
   * Which rows of before stay, in the order of after: packed, how far each lies from the one that followed the last in
   * the list before. Absent: all stay, in order.
   */
  was: Type.Optional(PackedNumbers),
  columns: Type.Array(ColumnSchema),
});
export type TableDiff = Static<typeof TableDiffSchema>;
