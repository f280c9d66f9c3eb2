import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import type { Unit } from "./quantity.ts";

/** What is said of it: numbers or words; none is not measured, `undefined` where the question makes no sense. */
type Read<Element, Value> = (element: Element) => readonly (Value | undefined)[];

interface Readers<Value> {
  /** Of a workload, service … itself; for an edge without a reader of its own, of its ends. */
  readonly node?: Read<TopologyNode, Value>;
  readonly edge?: Read<TopologyEdge, Value>;
}

export type Field = { readonly name: string; readonly aliases: readonly string[]; readonly says: string } & (
  | ({ readonly kind: "number"; readonly unit: Unit } & Readers<number>)
  | ({
      readonly kind: "words";
      /** Exactly these can be written. */
      readonly choices?: readonly string[];
      /** One that could be written, to say how. */
      readonly example?: string;
    } & Readers<string>)
);
