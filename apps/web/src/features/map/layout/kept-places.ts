import type { Point } from "../routes/shapes.ts";

/** Where nodes stood, kept from visit to visit. What the browser refuses to keep is only forgotten. */
export interface KeptPlaces {
  load(): Map<string, Point>;
  save(places: ReadonlyMap<string, Point>): void;
}

/** One entry per cluster and grain: other nodes, other map. */
export function keptPlaces(
  storage: Pick<Storage, "getItem" | "setItem">,
  clusters: readonly string[],
  grain: string,
): KeptPlaces {
  const key = `fyr.places.${[...clusters].sort().join("+")}.${grain}`;
  return {
    load() {
      try {
        return new Map(Object.entries(readPlaces(storage.getItem(key))));
      } catch {
        return new Map();
      }
    },
    save(places) {
      const plain = Object.fromEntries([...places].map(([id, { x, y }]) => [id, [Math.round(x), Math.round(y)]]));
      try {
        storage.setItem(key, JSON.stringify(plain));
      } catch {
        // Full or forbidden: the map works, it is only laid out anew next time.
      }
    },
  };
}

function readPlaces(text: string | null): Record<string, Point> {
  const held: unknown = JSON.parse(text ?? "{}");
  const places: Record<string, Point> = {};
  if (typeof held !== "object" || held === null) return places;
  for (const [id, at] of Object.entries(held)) {
    if (!Array.isArray(at)) continue;
    const [x, y] = at;
    if (Number.isFinite(x) && Number.isFinite(y)) places[id] = { x, y };
  }
  return places;
}
