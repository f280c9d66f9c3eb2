type Fields = Record<string, unknown>;

/** Rows on their way to what they are after. Whatever is written to is copied first, once. */
export interface RowCopies {
  /** What holds the last part of the path, as a copy that may be written to. */
  holderOf(row: number, path: SplitPath): Fields;
  set(row: number, path: SplitPath, value: unknown): void;
  remove(row: number, path: SplitPath): void;
}

export interface SplitPath {
  /** Empty: the row itself. */
  readonly holder: string;
  readonly last: string;
}

export function splitPath(path: string): SplitPath {
  const dot = path.lastIndexOf(".");
  return { holder: path.slice(0, Math.max(dot, 0)), last: path.slice(dot + 1) };
}

/** `rows` are replaced by their copies where something is written. */
export function createRowCopies(rows: unknown[]): RowCopies {
  const copies = new Map<string, (Fields | undefined)[]>();
  const split = new Map<string, SplitPath>();

  function copiesAt(path: string): (Fields | undefined)[] {
    const known = copies.get(path) ?? [];
    copies.set(path, known);
    return known;
  }

  function copyAt(row: number, path: string): Fields {
    const known = copiesAt(path)[row];
    if (known !== undefined) return known;
    if (path === "") {
      const copy = copyOf(rows[row]);
      rows[row] = copy;
      return keep(row, path, copy);
    }
    const parts = split.get(path) ?? splitPath(path);
    split.set(path, parts);
    const holder = copyAt(row, parts.holder);
    const copy = copyOf(holder[parts.last]);
    holder[parts.last] = copy;
    return keep(row, path, copy);
  }

  function keep(row: number, path: string, copy: Fields): Fields {
    copiesAt(path)[row] = copy;
    return copy;
  }

  const holderOf = (row: number, { holder }: SplitPath) => copyAt(row, holder);
  return {
    holderOf,
    set: (row, path, value) => {
      holderOf(row, path)[path.last] = value;
    },
    remove: (row, path) => {
      const holder = holderOf(row, path);
      if (Array.isArray(holder)) holder.length = Math.min(holder.length, Number(path.last));
      else delete holder[path.last];
    },
  };
}

function copyOf(value: unknown): Fields {
  return Array.isArray(value) ? ([...value] as unknown as Fields) : { ...(value as Fields) };
}
