import type { Answer, VectorRow } from "./answers.ts";
import { call, earlier, either, marked, over, type PromQl, select } from "./promql.ts";

const furthestSeconds = 15 * 86_400;
const nearestSeconds = 60;
/** History that was written coarsely, or missed for some minutes, still counts as there. */
const gapSeconds = 900;
/** Of its age a moment may be told so much later than it is. */
const tolerance = 0.01;
const agesPerRound = 10;
const ageMark = "fyr_age";

/**
 * Looks at a few ages at once, and again between the oldest that has samples and the next, until that is known to a
 * hundredth of its age, or a minute: 3 requests, at most 4. Samples are taken to run on from the first one.
 */
export async function findOldestSample(
  at: number,
  query: (promql: PromQl, at: number) => Promise<Answer<VectorRow>>,
): Promise<number | undefined> {
  let [full, empty] = [0, Number.POSITIVE_INFINITY];
  let ages: readonly number[] = [0, nearestSeconds, ...agesBetween(nearestSeconds, furthestSeconds), furthestSeconds];
  while (ages.length > 0) {
    const { rows } = await query(presentAt(ages), at);
    const present = new Set(rows.map(({ metric }) => metric[ageMark]));
    const oldest = ages.findLastIndex((_, place) => present.has(`${place}`));
    if (oldest < 0 && full === 0) return undefined;
    full = ages[oldest] ?? full;
    empty = ages[oldest + 1] ?? empty;
    const isKnown = full === furthestSeconds || empty - full <= Math.max(nearestSeconds, full * tolerance);
    ages = isKnown ? [] : agesBetween(Math.max(nearestSeconds, full), empty);
  }
  return at - full;
}

/** Each as many times as old as the one before; in whole seconds, neither end among them. */
function agesBetween(young: number, old: number): number[] {
  const ratio = (old / young) ** (1 / (agesPerRound + 1));
  return Array.from({ length: agesPerRound }, (_, place) => Math.round(young * ratio ** (place + 1)));
}

function presentAt(ages: readonly number[]): PromQl {
  const samples = over(select("istio_requests_total"), gapSeconds);
  const presence = ages.map((age, place) =>
    marked(call("group", call("present_over_time", age === 0 ? samples : earlier(samples, age))), ageMark, `${place}`),
  );
  return either(...presence);
}
