import type { Viewport } from "../../view/view-state.ts";
import type { Sight } from "./sight.ts";

/** Where the map stands still. While it moves nothing that is written on it makes way: it would hop about. */
export interface Rest {
  /** Where it is now; called with every frame. */
  look(viewport: Viewport): void;
  /** Of its last rest; undefined before the first, and while it moves nobody needs another. */
  sight(): Sight | undefined;
  isMoving(): boolean;
  destroy(): void;
}

const REST_MS = 140;

/** `read` is asked once for each rest, and what is the same as before is kept. `onRest`: it has moved, or something else is to be seen. */
export function createRest(read: (viewport: Viewport) => Sight, onRest: () => void): Rest {
  let seen: Viewport | undefined;
  let known: { readonly sight: Sight; readonly key: string } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isMoving = false;

  function come(viewport: Viewport): void {
    const sight = read(viewport);
    const key = JSON.stringify(sight);
    const hasMoved = isMoving;
    isMoving = false;
    if (key === known?.key && !hasMoved) return;
    if (key !== known?.key) known = { sight, key };
    onRest();
  }

  return {
    look(viewport) {
      const { x, y, zoom } = viewport;
      const moved = seen === undefined || seen.x !== x || seen.y !== y || seen.zoom !== zoom;
      if (!moved && timer !== undefined) return;
      isMoving ||= moved;
      seen = { x, y, zoom };
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        come(viewport);
      }, REST_MS);
    },
    sight: () => known?.sight,
    isMoving: () => isMoving,
    destroy: () => clearTimeout(timer),
  };
}
