import { areAsManyBytes, asManyBytes } from "@fyr/topology";
import type { PrometheusClient } from "../../client.ts";
import { either, marked } from "../../promql.ts";
import type { Groups } from "../groups.ts";
import { pairLabels } from "../labels.ts";
import { timesOf } from "../range-times.ts";
import { rowKey } from "../read-key.ts";
import type { SeriesRange } from "../series-subject.ts";
import { type BytesTell, type ConnectionLines, connectionLines } from "./connection-verdicts.ts";
import { ztunnelsBefore } from "./failed-connections.ts";
import type { IsFailing } from "./failing-from.ts";
import { valueAt } from "./lines-by-reporter.ts";

/** What is usual of pictures: half an hour, one hour before; earlier where something was unwell by then. */
const agoSeconds = [3600, 6 * 3600, 24 * 3600];
const windowSeconds = 1800;
/** It changes slowly. */
const leastStepSeconds = 600;
const levelMark = "fyr_level";

/** Do as many bytes go over the connections of a pair as usual, at a moment (Unix seconds)? False where that is not known. */
export type AreAsManyAsUsual = (pair: string, told: BytesTell, time: number) => boolean;

/** Of the pairs that match one of the groups, as ztunnels count them: one request, none without a group. */
export async function readUsualBytes(
  client: PrometheusClient,
  groups: Groups,
  { from, to, stepSeconds }: SeriesRange,
  isFailing: (windowSeconds: number) => IsFailing,
  signal?: AbortSignal,
): Promise<AreAsManyAsUsual> {
  if (groups.length === 0) return () => false;
  const step = Math.max(leastStepSeconds, stepSeconds);
  const range = { from: Math.floor(from / step) * step, to, stepSeconds: step };
  const times = timesOf(range);
  const levels = agoSeconds.flatMap((ago) =>
    ztunnelsBefore(windowSeconds, ago, groups).map((rows) => marked(rows, levelMark, `${ago}`)),
  );
  const { rows } = await client.queryRange(either(...levels), range, signal);
  const byPair = Map.groupBy(rows, ({ metric }) => rowKey(metric, pairLabels));
  const linesOf = new Map(
    [...byPair].map(([pair, own]) => [
      pair,
      agoSeconds.map((ago) =>
        connectionLines(
          own.filter(({ metric }) => metric[levelMark] === `${ago}`),
          times,
        ),
      ),
    ]),
  );
  return (pair, { reporter, bytesPerSecond }, time) => {
    const at = Math.floor((time - range.from) / step);
    return areAsManyBytes(bytesPerSecond, usualAt(at, linesOf.get(pair) ?? [], reporter, isFailing(windowSeconds)));
  };
}

/** The newest level at which it was well, by what is known of those before; the oldest that is known in any case. */
function usualAt(
  at: number,
  levels: readonly ConnectionLines[],
  reporter: BytesTell["reporter"],
  isFailing: IsFailing,
): number {
  return levels.reduceRight((earlier, { opened, bytes, broken }) => {
    const went = valueAt(bytes, reporter, at);
    const lost = valueAt(broken, reporter, at);
    const wasUnwell = went < asManyBytes * earlier && isFailing(lost, Math.max(lost, valueAt(opened, reporter, at)));
    return went <= 0 || wasUnwell ? earlier : went;
  }, 0);
}
