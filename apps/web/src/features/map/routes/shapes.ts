/** All geometry is in map units: CSS px at zoom 1, y downward. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function rectAround(centre: Point, size: Size): Rect {
  return {
    left: centre.x - size.width / 2,
    right: centre.x + size.width / 2,
    top: centre.y - size.height / 2,
    bottom: centre.y + size.height / 2,
  };
}

export function grow(rect: Rect, by: number): Rect {
  return { left: rect.left - by, top: rect.top - by, right: rect.right + by, bottom: rect.bottom + by };
}

export function contains(rect: Rect, point: Point): boolean {
  return point.x > rect.left && point.x < rect.right && point.y > rect.top && point.y < rect.bottom;
}

export function overlaps(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** From a point to the nearest of a straight way. */
export function distanceToWay(at: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const whole = dx * dx + dy * dy;
  const share = whole === 0 ? 0 : Math.min(1, Math.max(0, ((at.x - from.x) * dx + (at.y - from.y) * dy) / whole));
  return Math.hypot(from.x + dx * share - at.x, from.y + dy * share - at.y);
}

/** The smallest rectangle around all of them; undefined for none. */
export function rectOf(rects: Iterable<Rect>): Rect | undefined {
  let all: Rect | undefined;
  for (const rect of rects) {
    all =
      all === undefined
        ? rect
        : {
            left: Math.min(all.left, rect.left),
            top: Math.min(all.top, rect.top),
            right: Math.max(all.right, rect.right),
            bottom: Math.max(all.bottom, rect.bottom),
          };
  }
  return all;
}
