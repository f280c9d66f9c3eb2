import type { Selection, Viewport } from "../../view/view-state.ts";
import type { Reading } from "./camera.ts";
import type { LayOutMesh } from "./layout/lay-out-in-worker.ts";
import type { Point, Rect } from "./routes/shapes.ts";
import type { LayoutState } from "./stage.ts";

export interface MapViewOptions {
  /** By hand: a click or Enter; undefined when the background was clicked. */
  readonly onSelect: (selection: Selection | undefined) => void;
  /** A node was clicked with Shift held: the second of two. Says whether there is a first. */
  readonly onSecond: (node: string) => boolean;
  /** A namespace ("cluster/namespace") is to be opened, or folded. */
  readonly onFold: (box: string, openness: "open" | "closed") => void;
  /** The pointer rests on something, px from the map's upper left corner; undefined when it has left it. */
  readonly onHover: (hovered: { readonly selection: Selection; readonly at: Point } | undefined) => void;
  /** After a move by hand came to rest. Undefined: the whole is fitted again. */
  readonly onViewport: (viewport: Viewport | undefined) => void;
  readonly onLayout: (state: LayoutState) => void;
  readonly layOut: LayOutMesh;
  readonly reading?: Reading;
  /** Can namespaces be folded? Their boxes say so. */
  readonly folds: boolean;
  /** What lies over the map, px from its upper left corner: what is fitted and what is written keep clear of it. */
  readonly taken: () => readonly Rect[];
  readonly storage: Pick<Storage, "getItem" | "setItem">;
}
