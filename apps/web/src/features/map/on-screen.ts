import type { Viewport } from "../../view/view-state.ts";
import type { Scene } from "./placed.ts";
import type { Rect } from "./routes/shapes.ts";
import type { Carried } from "./scene.ts";

/** What is on screen now. */
export interface Picture {
  readonly scene: Scene;
  readonly viewport: Viewport;
  readonly focus: ReadonlySet<string> | undefined;
  readonly selected: string | undefined;
  /** What the pointer or, as `isStop`, a walk by keyboard stands on. */
  readonly pointed: { readonly id: string; readonly isStop: boolean } | undefined;
  readonly carried: Carried | undefined;
  /** Can namespaces be folded? */
  readonly folds: boolean;
  /** What lies over the map, px. */
  readonly taken: () => readonly Rect[];
}
