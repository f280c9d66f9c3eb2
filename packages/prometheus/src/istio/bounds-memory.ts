import { almostEqual, type Histogram } from "@fyr/topology";
import { type SparedBounds, sparedBounds, type TellingBounds } from "./spared-bounds.ts";

/**
 * Up to some bound no request of a mesh has ended, by another one all have: buckets beyond them say nothing. Kept from
 * look to look, for one kind of question.
 */
export interface BoundsMemory {
  /** What need not be asked for; the same object while that stays. Undefined: nothing, or nobody knows. */
  spared(): SparedBounds | undefined;
  /** Learns from an answer as of `at` (Unix seconds): how its bounds are written, and all its histograms, whole. */
  learn(at: number, texts: readonly string[], rows: readonly { readonly histogram: Histogram }[]): void;
}

/** A slow request is not forgotten before this has gone by once, nor after it has gone by twice. */
const heldSeconds = 600;

export function createBoundsMemory(): BoundsMemory {
  const texts = new Set<string>();
  let slot = Number.NEGATIVE_INFINITY;
  let before = saysNothing;
  let now = saysNothing;
  let told: { readonly telling: TellingBounds; readonly spared: SparedBounds | undefined } | undefined;

  return {
    spared: () => told?.spared,
    learn: (at, written, rows) => {
      const slotNow = Math.floor(at / heldSeconds);
      if (slotNow > slot) [slot, before, now] = [slotNow, now, saysNothing];
      const known = texts.size;
      for (const text of written) texts.add(text);
      now = widened(now, rows);
      const telling = together(before, now);
      if (told !== undefined && texts.size === known && isSame(telling, told.telling)) return;
      told = { telling, spared: sparedBounds(telling, [...texts]) };
    },
  };
}

const saysNothing: TellingBounds = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY, layout: [] };

function widened(telling: TellingBounds, rows: readonly { readonly histogram: Histogram }[]): TellingBounds {
  let { first, last, layout } = telling;
  for (const { histogram } of rows) {
    const { bounds, perSecond } = histogram;
    layout = commonLayout(layout, bounds);
    const end = bounds.length - 1;
    const total = perSecond[end] ?? 0;
    for (let at = 0; at <= end && (bounds[at] ?? first) < first; at++) {
      if ((perSecond[at] ?? 0) > 0) first = bounds[at] ?? first;
    }
    for (let at = end - 1; at >= 0 && (bounds[at] ?? last) > last; at--) {
      if (!almostEqual(perSecond[at] ?? 0, total)) last = bounds[at] ?? last;
    }
  }
  return { first, last, layout };
}

function together(a: TellingBounds, b: TellingBounds): TellingBounds {
  return {
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
    layout: a.layout && b.layout && commonLayout(a.layout, b.layout),
  };
}

function isSame(a: TellingBounds, b: TellingBounds): boolean {
  return a.first === b.first && a.last === b.last && a.layout === b.layout;
}

function commonLayout(known: readonly number[] | undefined, bounds: readonly number[]): readonly number[] | undefined {
  if (known === undefined || known === bounds || bounds.length === 0) return known;
  if (known.length === 0) return bounds;
  return known.length === bounds.length && known.every((bound, at) => bound === bounds[at]) ? known : undefined;
}
