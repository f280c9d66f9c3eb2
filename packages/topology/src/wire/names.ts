import type { ValueColumn } from "@fyr/contract";
import type { RowById } from "./made-values.ts";

export type NameKind = Extract<ValueColumn["holds"], "words" | "nodes" | "edges">;
export type Word = string | number | boolean;
type Identified = { readonly id: string };

/** What steps that are no numbers point to. Nodes and edges are named by their rows, once these are known. */
export interface NamesToWrite {
  readonly words: Word[];
  /** Undefined where one of them is not such a name. */
  stepsOf(values: readonly unknown[], kind: NameKind): number[] | undefined;
  readonly rowById: RowById;
  know(kind: "nodes" | "edges", rows: readonly Identified[]): void;
}

export function createNamesToWrite(): NamesToWrite {
  const words: Word[] = [];
  const placeOfWord = new Map<unknown, number>();
  const rowOf = { nodes: new Map<unknown, number>(), edges: new Map<unknown, number>() };
  const rows = new Map<unknown, Identified>();

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
    rowById: (id) => rows.get(id),
    know: (kind, known) => {
      known.forEach((row, at) => {
        rowOf[kind].set(row.id, at);
        rows.set(row.id, row);
      });
    },
  };
}

export interface NamesToRead {
  nameAt(kind: NameKind, step: number): Word | undefined;
  readonly rowById: RowById;
  know(kind: "nodes" | "edges", rows: readonly Identified[]): void;
}

export function createNamesToRead(words: readonly Word[]): NamesToRead {
  const known = { nodes: [] as readonly Identified[], edges: [] as readonly Identified[] };
  let rows: Map<unknown, Identified> | undefined;
  return {
    nameAt: (kind, step) => (kind === "words" ? words[step] : known[kind][step]?.id),
    rowById: (id) => {
      rows ??= new Map([...known.nodes, ...known.edges].map((row) => [row.id, row]));
      return rows.get(id);
    },
    know: (kind, of) => {
      known[kind] = of;
      rows = undefined;
    },
  };
}
