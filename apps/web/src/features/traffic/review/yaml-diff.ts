export interface DiffLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/**
 * Lines of `before` and `after` in one list, removed before added. Meant for two versions of one rule: quadratic in
 * the number of lines (longest common subsequence).
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = linesOf(before);
  const b = linesOf(after);
  const common = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      lines.push({ kind: "same", text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ kind: "removed", text: left });
      i += 1;
    } else if (right !== undefined) {
      lines.push({ kind: "added", text: right });
      j += 1;
    }
  }
  return lines;
}

/** The line before a weight says whose it is. */
const linesBefore = 1;
/** Fewer than these are shown: to say that they are left out takes as much room. */
const leastFolded = 2;

/** What is near a change as it is, and how many lines lie between: what is long is short enough to be seen whole. */
export function foldUnchanged(lines: readonly DiffLine[]): (DiffLine | { readonly folded: number })[] {
  const isNear = (index: number) => lines.slice(index, index + linesBefore + 1).some(({ kind }) => kind !== "same");
  const shown: (DiffLine | { readonly folded: number })[] = [];
  let far: DiffLine[] = [];
  const putFar = () => {
    shown.push(...(far.length < leastFolded ? far : [{ folded: far.length }]));
    far = [];
  };
  for (const [index, line] of lines.entries()) {
    if (!isNear(index)) far.push(line);
    else {
      putFar();
      shown.push(line);
    }
  }
  putFar();
  return shown;
}

/** How many places change: runs of lines that differ. */
export function countChanges(lines: readonly DiffLine[]): number {
  return lines.filter((line, index) => line.kind !== "same" && (lines[index - 1]?.kind ?? "same") === "same").length;
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

/** `result[i][j]`: length of the longest common subsequence of `a` from i and `b` from j. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
