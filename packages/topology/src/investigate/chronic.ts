import { defaultFailing } from "../health/presets.ts";
import type { Incident } from "./candidate.ts";
import type { EdgeChange } from "./edge-change.ts";
import { type EdgeLine, seenByCaller } from "./edge-line.ts";
import { stretchesOf } from "./excess.ts";
import type { Bin } from "./history.ts";
import { sumOf } from "./numbers.ts";

/** Every mesh has some errors that nobody minds: only what fails this much is told without a beginning. */
const leastShare = 0.1;
/** A little less is enough to have been so from the first. */
const enough = 0.7;

/** What failed all the time that was looked back on: nobody can tell since when. */
export function chronicIncident(
  lines: readonly EdgeLine[],
  changes: readonly EdgeChange[],
  bins: readonly Bin[],
): Incident {
  const comparison = { bins, start: 0, isChronic: true };
  const since = stretchesOf(comparison).now[0] ?? 0;
  const changed = new Set(changes.map(({ line }) => line));
  const third = Math.floor(bins.length / 3);
  const found = lines.flatMap((line): EdgeChange[] => {
    const side = seenByCaller(line);
    if (side === undefined || changed.has(line) || bins.length < 6) return [];
    const shareIn = (from: number, to: number) =>
      sumOf(side.errors, from, to) / Math.max(1e-9, sumOf(line.asked, from, to));
    const after = shareIn(since, bins.length);
    const parts = [shareIn(0, third), shareIn(third, 2 * third), shareIn(2 * third, bins.length)];
    const { leastRequests } = defaultFailing;
    const count = sumOf(side.errors, since) * (bins.at(-1)?.seconds ?? 0);
    const isFailing =
      after >= leastShare && count >= leastRequests && parts.every((part) => part >= enough * leastShare);
    return isFailing ? [{ line, measure: "failed", step: { start: 0, before: 0, after, certainty: 0 } }] : [];
  });
  return { changes: found, comparison };
}
