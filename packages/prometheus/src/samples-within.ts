import type { Answer, VectorRow } from "./answers.ts";
import { call, earlier, either, marked, over, type PromQl, select } from "./promql.ts";

const momentMark = "fyr_moment";

/** How many samples the densest of the mesh's series has in the `seconds` before each moment, 0 where none: 1 request. */
export async function countSamples(
  seconds: number,
  moments: readonly number[],
  query: (promql: PromQl, at: number) => Promise<Answer<VectorRow>>,
): Promise<number[]> {
  if (moments.length === 0) return [];
  const latest = Math.max(...moments);
  const samples = over(select("istio_requests_total"), seconds);
  const countAt = (at: number) => {
    const asked = at === latest ? samples : earlier(samples, latest - at);
    return call("max", call("count_over_time", asked));
  };
  const counts = moments.map((at, place) => marked(countAt(at), momentMark, `${place}`));
  const { rows } = await query(either(...counts), latest);
  const counted = new Map(rows.map(({ metric, value }) => [metric[momentMark], value]));
  return moments.map((_, place) => counted.get(`${place}`) ?? 0);
}
