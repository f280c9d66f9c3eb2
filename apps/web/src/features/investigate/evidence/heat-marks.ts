import type { Exemplar, Heatmap } from "@fyr/contract";
import { clock } from "../../../ui/clock.ts";
import { duration, inWords } from "../../../ui/format.ts";
import type { HeatGrid } from "./heatmap-cells.ts";

/** A request where its time and duration are. `x` and `y`: shares of the picture from the top left, 0..1. */
export interface HeatMark {
  readonly exemplar: Exemplar;
  readonly x: number;
  readonly y: number;
}

/** More than this are no longer told apart. */
const mostMarks = 60;
/** A mark has its row and a fortieth of the time to itself. */
const columns = 40;

/**
 * Where requests lie, in the order of time: of those in one place the slowest, and the slowest of all where there are too
 * many. Places stand still while time goes on. `held`: traces whose marks stay whatever lies beside them.
 */
export function heatMarks(
  exemplars: readonly Exemplar[],
  map: Heatmap,
  { rows }: Pick<HeatGrid, "rows">,
  held: readonly (string | undefined)[] = [],
): HeatMark[] {
  const marks = exemplars.flatMap((exemplar) => {
    const x = placeInTime(Date.parse(exemplar.at) / 1000, map);
    const y = placeInRows(exemplar.durationMs, map.boundsMs, rows);
    return x === undefined || y === undefined ? [] : [{ exemplar, x, y }];
  });
  const isHeld = ({ exemplar }: HeatMark) => held.includes(exemplar.traceId);
  const rank = (a: HeatMark, b: HeatMark) =>
    Number(isHeld(b)) - Number(isHeld(a)) || b.exemplar.durationMs - a.exemplar.durationMs;
  const columnMs = (map.times.length * map.stepSeconds * 1000) / columns;
  const apart = new Map<string, HeatMark>();
  for (const mark of marks.sort(rank)) {
    const place = `${Math.floor(Date.parse(mark.exemplar.at) / columnMs)} ${Math.floor(mark.y * rows.length)}`;
    if (!apart.has(place)) apart.set(place, mark);
  }
  return [...apart.values()].slice(0, mostMarks).sort((a, b) => a.x - b.x);
}

/** A column tells of the time up to its moment. */
function placeInTime(at: number, { times, stepSeconds }: Heatmap): number | undefined {
  const first = times[0];
  if (first === undefined) return undefined;
  const x = ((at - first) / stepSeconds + 1) / times.length;
  return x < 0 || x > 1 ? undefined : x;
}

/** Within its row by its logarithm, as bounds are chosen; in the middle where a row has no end. */
function placeInRows(ms: number, boundsMs: readonly number[], rows: HeatGrid["rows"]): number | undefined {
  const found = boundsMs.findIndex((bound) => ms <= bound);
  const bucket = found < 0 ? boundsMs.length : found;
  const row = rows.findIndex(({ index }) => index === bucket);
  if (row < 0) return undefined;
  const [low, high] = [boundsMs[bucket - 1], boundsMs[bucket]];
  const share = high === undefined ? 0.5 : low === undefined ? ms / high : Math.log(ms / low) / Math.log(high / low);
  return (row + 1 - share) / rows.length;
}

/** "412 ms at 03:14:20, trace 4bf92f35…, failed" */
export function markInWords({ durationMs, at, traceId, failed }: Exemplar): string {
  const words = `${inWords(duration(durationMs))} at ${clock(at)}, trace ${traceId.slice(0, 8)}…`;
  return failed ? `${words}, failed` : words;
}

/** "60 of 412 requests with a trace are marked, the slowest of each part of the time." */
export function marksInWords(shown: number, found: number): string {
  if (shown < found)
    return `${shown} of ${found} requests with a trace are marked, the slowest of each part of the time.`;
  return shown === 1 ? "1 request with a trace is marked." : `${shown} requests with a trace are marked.`;
}
