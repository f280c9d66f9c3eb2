import type { MatrixRow } from "../answers.ts";
import type { QueryRange } from "../client.ts";

type Points = MatrixRow["values"];

/** A stretch in which something was so at every step, or nearly. */
export interface LastingSpan {
  readonly points: Points;
  /** It was so before the range began, for all that is known. */
  readonly isEarlier: boolean;
  /** It is still so when the range ends. */
  readonly isOpen: boolean;
}

/** One or two steps at which it was not so are a pause. */
const pauseSteps = 3;

export function lastingSpans(points: Points, { from, to, stepSeconds }: QueryRange): LastingSpan[] {
  const spans: (readonly [number, number])[][] = [];
  for (const point of points) {
    const current = spans.at(-1);
    const last = current?.at(-1);
    if (current === undefined || last === undefined || point[0] - last[0] > pauseSteps * stepSeconds) {
      spans.push([point]);
    } else current.push(point);
  }
  return spans.map((own) => ({
    points: own,
    isEarlier: (own[0]?.[0] ?? from) - from < stepSeconds,
    isOpen: to - (own.at(-1)?.[0] ?? to) < 2 * stepSeconds,
  }));
}

/** Values are moments in which something began, told for some steps after each: every moment once. */
export function startedMoments(points: Points): number[] {
  return [...new Set(points.map(([, value]) => value))];
}

/** Values are counts, told for some steps after each rise: about when each rise was, half a step before it was seen. */
export function countedMoments(points: Points, { stepSeconds }: QueryRange): number[] {
  return points.flatMap(([time, count], place) => {
    const before = points[place - 1];
    const isSame = before !== undefined && time - before[0] < 1.5 * stepSeconds && count <= before[1];
    return isSame ? [] : [time - stepSeconds / 2];
  });
}

interface Named {
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
  readonly at: number;
}

/** Of `others`, what is not within so many seconds of what is known of the same container already. */
export function notYetKnown<Of extends Named>(known: readonly Of[], others: readonly Of[], seconds: number): Of[] {
  return others.filter(
    ({ namespace, pod, container, at }) =>
      !known.some(
        (one) =>
          one.namespace === namespace &&
          one.pod === pod &&
          one.container === container &&
          Math.abs(one.at - at) <= seconds,
      ),
  );
}
