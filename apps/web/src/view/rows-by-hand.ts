/** Rows of a tree that somebody opened (true) or closed, by a short key of each; the last touched stands last. */
export type RowsByHand = ReadonlyMap<string, boolean>;

/** An address of more than this nobody can paste anywhere. */
const mostRows = 80;

/** "1f4k2a0,-9x0b3c": opened, closed. What is no key is left out; undefined where nothing is left. */
export function parseRows(text = ""): RowsByHand | undefined {
  const read = text.split(",").flatMap((part) => {
    const [, sign, key] = /^(-?)([0-9a-z]{1,7})$/.exec(part) ?? [];
    return key === undefined ? [] : [[key, sign === ""] as const];
  });
  return read.length === 0 ? undefined : new Map(read.slice(-mostRows));
}

/** Empty where nothing was touched. */
export function rowsText(rows: RowsByHand = new Map()): string {
  return [...rows]
    .slice(-mostRows)
    .map(([key, isOpen]) => `${isOpen ? "" : "-"}${key}`)
    .join(",");
}

/** The key of a row whose id is too long for an address, the same everywhere (32-bit FNV-1a). */
export function rowKey(id: string): string {
  let hash = 0x811c9dc5;
  for (const unit of id) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}
