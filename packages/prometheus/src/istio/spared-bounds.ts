import { almostEqual, type Histogram } from "@fyr/topology";
import { numbersOf } from "../numbers-of.ts";
import { numberOf } from "../read-rows.ts";

/** Between which bounds the histograms of a mesh say something. */
export interface TellingBounds {
  /** The lowest bound by which any request had ended. */
  readonly first: number;
  /** The highest bound by which not all had. */
  readonly last: number;
  /** Of all histograms alike; empty where there were none, undefined where they differ. */
  readonly layout: readonly number[] | undefined;
}

export interface SparedBounds {
  /** As they are written. */
  readonly texts: readonly string[];
  /** The histogram with these bounds, too; undefined where it does not prove that they say nothing. */
  complete(histogram: Histogram): Histogram | undefined;
}

/**
 * What lies beyond the bounds that say something, of those written in these ways. Only where all histograms have the same: else one bound
 * proves nothing of another proxy's.
 */
export function sparedBounds(
  { first, last, layout = [] }: TellingBounds,
  texts: readonly string[],
): SparedBounds | undefined {
  if (first === Number.POSITIVE_INFINITY || layout.at(-1) !== Number.POSITIVE_INFINITY) return undefined;
  const [empty, full] = [layout.findLast((bound) => bound < first), layout.find((bound) => bound > last)];
  const isBelow = (bound: number) => empty !== undefined && bound < empty;
  const isAbove = (bound: number) => full !== undefined && bound > full && bound !== Number.POSITIVE_INFINITY;
  const spare = texts.filter((text) => isBelow(numberOf(text)) || isAbove(numberOf(text)));
  if (spare.length === 0) return undefined;

  // Most histograms share one list of bounds.
  let mostly: { readonly of: readonly number[]; readonly places: Places | undefined } = { of: [], places: undefined };
  return {
    texts: spare,
    complete: ({ bounds, perSecond }) => {
      if (mostly.of !== bounds) mostly = { of: bounds, places: placesIn(bounds) };
      return mostly.places && completed(mostly.places, perSecond);
    },
  };

  function placesIn(bounds: readonly number[]): Places | undefined {
    if (!bounds.every((bound) => layout.includes(bound))) return undefined;
    const placeOf = (bound: number) => (isBelow(bound) ? below : isAbove(bound) ? above : bounds.indexOf(bound));
    const [places, end] = [layout.map(placeOf), bounds.indexOf(Number.POSITIVE_INFINITY)];
    const proof = {
      empty: empty === undefined ? below : bounds.indexOf(empty),
      full: bounds.indexOf(full ?? Number.NaN),
    };
    return [...places, ...Object.values(proof)].includes(missing) ? undefined : { places, end, ...proof };
  }

  function completed({ places, end, empty, full }: Places, perSecond: readonly number[]): Histogram | undefined {
    const total = perSecond[end] ?? Number.NaN;
    const countAt = (place: number) =>
      place === below ? 0 : place === above ? total : (perSecond[place] ?? Number.NaN);
    const isProven = countAt(empty) === 0 && almostEqual(countAt(full), total);
    if (!isProven) return undefined;
    const whole = numbersOf(places.length);
    for (let at = 0; at < whole.length; at++) whole[at] = countAt(places[at] ?? missing);
    return { bounds: layout, perSecond: whole };
  }
}

/** Where the bounds of all histograms stand among those that were asked for, or one of these. */
interface Places {
  readonly places: readonly number[];
  readonly end: number;
  readonly empty: number;
  readonly full: number;
}

const [missing, below, above] = [-1, -2, -3];
