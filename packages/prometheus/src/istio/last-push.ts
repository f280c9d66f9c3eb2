import type { MatrixRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { isOneOf, over, select } from "../promql.ts";
import type { Span } from "./moment.ts";

/** So that the count before `from` is among the samples, whatever the scrape interval. */
const lookBackSeconds = 120;

/**
 * When istiod's count of configuration pushes was first seen higher than before `from`, in Unix seconds; late by up
 * to one scrape. Undefined where istiod is not scraped, or has pushed nothing since.
 */
export async function readLastPush(
  client: PrometheusClient,
  { from, to }: Span,
  signal?: AbortSignal,
): Promise<number | undefined> {
  if (to <= from) return undefined;
  const pushes = select("pilot_xds_pushes", [isOneOf("type", ["cds", "eds", "lds", "rds"])]);
  const { rows } = await client.querySamples(over(pushes, to - from + lookBackSeconds), to, signal);
  const seen = rows.flatMap((row) => firstRise(row, from) ?? []);
  return seen.length === 0 ? undefined : Math.min(...seen);
}

/** A counter that falls has restarted, and the pushes to those who come back are not about the change. */
function firstRise({ values }: MatrixRow, from: number): number | undefined {
  let before: number | undefined;
  for (const [time, value] of values) {
    if (time > from && before !== undefined && value !== before) return value > before ? time : undefined;
    before = value;
  }
  return undefined;
}
