import type { Point } from "../routes/shapes.ts";
import type { Mesh } from "./lay-out.ts";

/** To the worker. `aspect`: width by height aimed at. */
export interface LayoutQuestion {
  readonly mesh: Mesh;
  readonly aspect: number;
}

/** And back: centres of all nodes. */
export type LayoutAnswer = { readonly places: ReadonlyMap<string, Point> } | { readonly problem: string };
