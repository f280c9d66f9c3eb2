import type { Answer, VectorRow } from "./answers.ts";
import { call, over, type PromQl, select } from "./promql.ts";

const furthestSeconds = 15 * 86_400;
/** History that was written coarsely, or missed for some minutes, still counts as there. */
const gapSeconds = 900;

/**
 * Halves the time between a moment with samples and one without until it is known to a hundredth of its age, or a
 * minute: about ten cheap questions. Samples are taken to run on from the first one.
 */
export async function findOldestSample(
  at: number,
  query: (promql: PromQl, at: number) => Promise<Answer<VectorRow>>,
): Promise<number | undefined> {
  const present = call("group", call("present_over_time", over(select("istio_requests_total"), gapSeconds)));
  const hasSamples = async (moment: number) => (await query(present, moment)).rows.length > 0;
  let empty = at - furthestSeconds;
  if (await hasSamples(empty)) return empty;
  if (!(await hasSamples(at))) return undefined;
  let full = at;
  while (full - empty > Math.max(60, (at - full) / 100)) {
    const middle = Math.round((full + empty) / 2);
    if (await hasSamples(middle)) full = middle;
    else empty = middle;
  }
  return full;
}
