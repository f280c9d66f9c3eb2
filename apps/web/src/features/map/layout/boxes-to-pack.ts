import type { Point, Size } from "../routes/shapes.ts";

export interface BoxToPack extends Size {
  readonly id: string;
  /** Centres of its nodes, relative to its upper left corner. */
  readonly places: ReadonlyMap<string, Point>;
}

export interface Link {
  readonly source: string;
  readonly target: string;
}
