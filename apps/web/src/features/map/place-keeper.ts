import type { Elements } from "./elements.ts";
import type { KeptPlaces } from "./layout/kept-places.ts";
import type { LayOutMesh } from "./layout/lay-out-in-worker.ts";
import { settle } from "./layout/settle.ts";
import type { Point, Rect } from "./routes/shapes.ts";
import { overlaps, rectAround } from "./routes/shapes.ts";

/** Knows where every node stands, and lets nothing move that need not. */
export interface PlaceKeeper {
  /** Places for all nodes at once where most are known; undefined where the whole must be laid out first. */
  placesFor(elements: Elements): ReadonlyMap<string, Point> | undefined;
  /**
   * Lays out what has no place yet, in a shape of this width by height; `anew`: everything. Rejects when `signal` is
   * aborted.
   */
  layOut(elements: Elements, aspect: number, signal: AbortSignal, anew: boolean): Promise<ReadonlyMap<string, Point>>;
  /** Moved by hand. */
  put(id: string, at: Point, elements: Elements): void;
}

/** Below this share of known nodes the picture is another one, and is laid out as such. */
const KNOWN_ENOUGH = 0.5;

export function createPlaceKeeper(kept: KeptPlaces, layOut: LayOutMesh): PlaceKeeper {
  let places: ReadonlyMap<string, Point> = kept.load();
  let shown: ReadonlySet<string> = new Set();

  function remember(next: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> {
    places = next;
    kept.save(next);
    return next;
  }

  return {
    placesFor(elements) {
      const known = elements.nodes.filter((node) => places.has(node.id)).length;
      if (known < elements.nodes.length * KNOWN_ENOUGH) return undefined;
      const standing = withoutCollisions(elements, places, shown);
      shown = new Set(elements.nodes.map((node) => node.id));
      if (standing === places && known === elements.nodes.length) return places;
      return remember(settle(elements, standing));
    },
    async layOut(elements, aspect, signal) {
      const found = await layOut(elements, aspect, signal);
      signal.throwIfAborted();
      shown = new Set(elements.nodes.map((node) => node.id));
      return remember(new Map([...places, ...found]));
    },
    put(id, at) {
      remember(new Map([...places, [id, at]]));
    },
  };
}

/** Whoever comes back to a place that was given away meanwhile loses it; who was on screen stays. */
function withoutCollisions(
  elements: Elements,
  places: ReadonlyMap<string, Point>,
  shown: ReadonlySet<string>,
): ReadonlyMap<string, Point> {
  const back = elements.nodes.filter((node) => !shown.has(node.id) && places.has(node.id));
  if (back.length === 0) return places;
  const standing: Rect[] = [];
  const lost = new Set<string>();
  for (const node of [...elements.nodes.filter(({ id }) => shown.has(id)), ...back]) {
    const at = places.get(node.id);
    if (at === undefined) continue;
    const rect = rectAround(at, node);
    if (!shown.has(node.id) && standing.some((other) => overlaps(rect, other))) lost.add(node.id);
    else standing.push(rect);
  }
  return lost.size === 0 ? places : new Map([...places].filter(([id]) => !lost.has(id)));
}
