import type { ValueColumn } from "@fyr/contract";

export type NameKind = Extract<ValueColumn["holds"], "words" | "nodes" | "edges">;
export type Word = string | number | boolean;

/** What steps that are no numbers point to. Nodes and edges are named by their rows, once these are known. */
export interface NamesToWrite {
  readonly words: Word[];
  /** Undefined where one of them is not such a name. */
  stepsOf(values: readonly unknown[], kind: NameKind): number[] | undefined;
  know(kind: "nodes" | "edges", rows: readonly { readonly id: string }[]): void;
}

export function createNamesToWrite(): NamesToWrite {
  const words: Word[] = [];
  const placeOfWord = new Map<unknown, number>();
  const rowOf = { nodes: new Map<unknown, number>(), edges: new Map<unknown, number>() };

  const placeOf = (value: unknown): number => {
    const known = placeOfWord.get(value);
    if (known !== undefined) return known;
    placeOfWord.set(value, words.length);
    return words.push(value as Word) - 1;
  };

  return {
    words,
    stepsOf: (values, kind) => {
      if (kind === "words") return values.map(placeOf);
      const steps: number[] = [];
      for (const value of values) {
        const row = rowOf[kind].get(value);
        if (row === undefined) return undefined;
        steps.push(row);
      }
      return steps;
    },
    know: (kind, rows) => {
      rows.forEach(({ id }, row) => {
        rowOf[kind].set(id, row);
      });
    },
  };
}

/** Returns what a step of a kind names. */
export type NamesToRead = Record<NameKind, readonly Word[]>;
