import type { Viewport } from "../../view/view-state.ts";
import type { Palette } from "./palette.ts";
import type { Scene } from "./placed.ts";
import type { Size } from "./routes/shapes.ts";

/** What there is on the map, and what of it is in sight. */
export interface Overview {
  readonly scene: Scene;
  readonly viewport: Viewport;
  readonly palette: Palette;
  /** Of the map, px. */
  readonly size: Size;
}
