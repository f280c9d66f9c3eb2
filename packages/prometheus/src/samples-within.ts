import type { Answer, VectorRow } from "./answers.ts";
import { call, over, type PromQl, select } from "./promql.ts";

/** How many samples the densest of the mesh's series has in the last `seconds`; 0 when there are none. */
export async function countSamples(
  seconds: number,
  query: (promql: PromQl) => Promise<Answer<VectorRow>>,
): Promise<number> {
  const counts = call("max", call("count_over_time", over(select("istio_requests_total"), seconds)));
  return (await query(counts)).rows[0]?.value ?? 0;
}
