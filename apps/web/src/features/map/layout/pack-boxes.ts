import type { Point } from "../routes/shapes.ts";
import { rectOf } from "../routes/shapes.ts";
import { bestCorner } from "./best-corner.ts";
import type { BoxToPack, Link } from "./boxes-to-pack.ts";
import { inCallOrder } from "./call-order.ts";
import { pullsOn, rectAt, type Standing, sprawl, wireCost } from "./pack-cost.ts";

export interface PackPlan {
  readonly boxes: readonly BoxToPack[];
  readonly links: readonly Link[];
  /** Boxes begin on a grid of this step from left to right, px, so that their columns line up. */
  readonly column: number;
  /** Width by height of the shape aimed at. */
  readonly aspect: number;
}

const MANY_BOXES = 14;
const PASSES = 4;
const PASSES_OF_MANY = 2;
const SHUFFLES = 24;

/**
 * Upper left corners for boxes of any size: callers left of what they call, close together, in a shape that fits a
 * screen. The same plan gives the same answer.
 */
export function packBoxes(plan: PackPlan): Map<string, Point> {
  const ground = groundOf(plan);
  let best = new Map<string, Point>();
  let least = Number.POSITIVE_INFINITY;
  for (const order of ordersToTry(inCallOrder(plan.boxes, plan.links, ground.home))) {
    const corners = improve(order, ground);
    const cost = wholeCost(order, { ...ground, corners });
    if (cost < least - 1e-6) {
      least = cost;
      best = corners;
    }
  }
  return best;
}

type Ground = Omit<Standing, "corners">;

function groundOf({ boxes, links, column, aspect }: PackPlan): Ground {
  const home = new Map(boxes.flatMap((box) => [...box.places.keys()].map((node) => [node, box] as const)));
  const linksOf = new Map(boxes.map((box) => [box, [] as Link[]]));
  for (const link of links) {
    const from = home.get(link.source);
    const to = home.get(link.target);
    if (from === undefined || to === undefined || from === to) continue;
    linksOf.get(from)?.push(link);
    linksOf.get(to)?.push(link);
  }
  return { home, linksOf, column, aspect };
}

/** Greedy placement is only as good as its order. The same few for the same boxes. */
function ordersToTry(order: readonly BoxToPack[]): BoxToPack[][] {
  if (order.length > MANY_BOXES) return [[...order]];
  const turned = order.map((_, start) => [...order.slice(start), ...order.slice(0, start)]);
  let seed = 7;
  const shuffled = Array.from({ length: SHUFFLES }, () =>
    order
      .map((box) => {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        return { box, key: seed };
      })
      .sort((a, b) => a.key - b.key)
      .map(({ box }) => box),
  );
  return [...turned, ...shuffled];
}

/** Puts box after box where it costs least, then takes each out and puts it back until nothing gets better. */
function improve(order: readonly BoxToPack[], ground: Ground): Map<string, Point> {
  const corners = new Map<string, Point>();
  const passes = order.length > MANY_BOXES ? PASSES_OF_MANY : PASSES;
  for (let pass = 0; pass < passes; pass++) {
    let moved = false;
    for (const box of order) {
      const was = corners.get(box.id);
      corners.delete(box.id);
      const best = bestCorner(box, order, { ...ground, corners });
      corners.set(box.id, best);
      moved = moved || was?.x !== best.x || was.y !== best.y;
    }
    if (!moved) break;
  }
  return corners;
}

function wholeCost(boxes: readonly BoxToPack[], standing: Standing): number {
  const cornerOf = (box: BoxToPack) => standing.corners.get(box.id) ?? { x: 0, y: 0 };
  const whole = rectOf(boxes.map((box) => rectAt(cornerOf(box), box)));
  let cost = whole === undefined ? 0 : sprawl(whole, standing.aspect);
  for (const box of boxes) {
    const outgoing = pullsOn(box, standing).filter((pull) => pull.outgoing);
    cost += wireCost(cornerOf(box), outgoing);
  }
  return cost;
}
