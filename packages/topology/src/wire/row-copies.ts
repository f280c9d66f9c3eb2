type Fields = Record<string, unknown>;

/** What holds the last part of a path in a row: a copy that may be written to. */
type HolderOf = (row: number) => Fields;

/** Rows on their way to what they are after. Whatever is written to is copied first, once. */
export interface RowCopies {
  holdersAt(path: string): HolderOf;
}

/** `rows` are replaced by their copies where something is written. */
export function createRowCopies(rows: unknown[]): RowCopies {
  const known = new Map<string, HolderOf>();

  /** The part of each row at a path; empty: the rows themselves. */
  function copiesAt(path: string): HolderOf {
    const made = known.get(path) ?? (path === "" ? copiesOfRows(rows) : copiesOfParts(holdersAt(path), lastOf(path)));
    known.set(path, made);
    return made;
  }

  const holdersAt = (path: string) => copiesAt(path.slice(0, Math.max(path.lastIndexOf("."), 0)));
  return { holdersAt };
}

/** The last field of a path, or the last place in a list. */
export function lastOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function copiesOfRows(rows: unknown[]): HolderOf {
  const copies: (Fields | undefined)[] = new Array(rows.length);
  return (row) => {
    const copy = copies[row] ?? copyOf(rows[row]);
    copies[row] = copy;
    rows[row] = copy;
    return copy;
  };
}

function copiesOfParts(holderOf: HolderOf, field: string): HolderOf {
  const copies: (Fields | undefined)[] = [];
  return (row) => {
    const made = copies[row];
    if (made !== undefined) return made;
    const holder = holderOf(row);
    const copy = copyOf(holder[field]);
    holder[field] = copy;
    copies[row] = copy;
    return copy;
  };
}

function copyOf(value: unknown): Fields {
  return Array.isArray(value) ? ([...value] as unknown as Fields) : { ...(value as Fields) };
}
