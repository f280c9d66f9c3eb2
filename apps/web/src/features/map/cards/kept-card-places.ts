import type { Point } from "../routes/shapes.ts";
import type { Inside } from "./inside.ts";

export interface CardPlaces {
  /** Centres of cards and of nodes of no namespace, while nothing is open. */
  readonly homes: Map<string, Point>;
  /** By box, once it was open. */
  readonly insides: Map<string, Inside>;
}

/** Kept as one list of points, each under a key that says of what. */
export function writeCardPlaces({ homes, insides }: CardPlaces): Map<string, Point> {
  const points = new Map<string, Point>([...homes].map(([id, at]) => [`at ${id}`, at]));
  for (const [box, { size, places }] of insides) {
    points.set(`size ${box}`, { x: size.width, y: size.height });
    for (const [id, at] of places) points.set(`in ${box} ${id}`, at);
  }
  return points;
}

export function readCardPlaces(points: ReadonlyMap<string, Point>): CardPlaces {
  const homes = new Map<string, Point>();
  const insides = new Map<string, Inside>();
  for (const [key, { x, y }] of points) {
    if (key.startsWith("at ")) homes.set(key.slice(3), { x, y });
    if (key.startsWith("size ")) insides.set(key.slice(5), { size: { width: x, height: y }, places: new Map() });
  }
  for (const [key, at] of points) {
    // Names of clusters and namespaces hold no spaces.
    const [, box = "", id] = /^in (\S+) (.+)$/s.exec(key) ?? [];
    if (id !== undefined) insides.get(box)?.places.set(id, at);
  }
  return { homes, insides };
}
