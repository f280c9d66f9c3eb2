import type { Hop } from "@fyr/contract";
import { type Growth, hopMs, subtreeMs, totalMs } from "./time-shares.ts";

/** A part of a bar. `index`: of the hop it begins with; absent: all that is too small to tell. */
export interface BarPart {
  readonly key: string;
  readonly index?: number;
  readonly ms: number;
  /** With all behind it. */
  readonly isWhole: boolean;
  readonly tone: "own" | "plain" | "warn" | "bad";
  /** What it adds to before; absent where it is not among what grew. */
  readonly addedMs?: number;
}

export interface TimeBars {
  readonly now: readonly BarPart[];
  readonly before: readonly BarPart[];
  readonly nowMs: number;
  readonly beforeMs: number | undefined;
}

/** Narrower than this nobody can read what it is. */
const leastShare = 0.05;
const told = 3;

/**
 * Both moments as bars of the same parts in the same order: the entry itself, each of its calls with all behind it, and
 * what grew most set apart from the call it is behind, last where it is new.
 */
export function timeBars(hops: readonly Hop[], growths: readonly Growth[]): TimeBars | undefined {
  const nowMs = totalMs(hops, "now");
  if (nowMs === undefined) return undefined;
  const apart = growths.slice(0, told).filter(({ index }) => index !== 0);
  const parts = { now: partsOf(hops, apart, "now"), before: partsOf(hops, apart, "before") };
  const sums = { now: sumOf(parts.now), before: sumOf(parts.before) };
  const isShown = (key: string) =>
    (["now", "before"] as const).some((when) =>
      parts[when].some((part) => part.key === key && part.ms >= leastShare * sums[when]),
    );
  return {
    now: joined(parts.now, isShown),
    before: joined(parts.before, isShown),
    nowMs,
    beforeMs: totalMs(hops, "before"),
  };
}

function partsOf(hops: readonly Hop[], apart: readonly Growth[], when: "now" | "before"): readonly BarPart[] {
  const whole = subtreeMs(hops, when);
  const cut = new Map(apart.map((growth) => [growth.index, growth] as const));
  /** What is drawn by itself does not count with the call it is behind. */
  const withoutCut = (top: number): number => {
    let ms = whole[top] ?? 0;
    for (const { index, isNew } of apart) {
      if (index === top || !isBehind(hops, index, top)) continue;
      ms -= isNew ? (whole[index] ?? 0) : ownOf(hops, index, when);
    }
    return Math.max(0, ms);
  };
  const calls = hops.flatMap((hop, index) => (hop.parent === 0 && !cut.get(index)?.isNew ? [index] : []));
  return [
    { key: "own", index: 0, ms: ownOf(hops, 0, when), isWhole: false, tone: "own" },
    ...calls.map(
      (index): BarPart => ({
        key: `call ${index}`,
        index,
        ms: withoutCut(index) - (cut.has(index) ? ownOf(hops, index, when) : 0),
        isWhole: true,
        tone: "plain",
      }),
    ),
    ...apart
      .toSorted((a, b) => Number(a.isNew) - Number(b.isNew))
      .map(
        ({ index, isNew, addedMs }): BarPart => ({
          key: `grown ${index}`,
          index,
          ms: isNew ? (whole[index] ?? 0) : ownOf(hops, index, when),
          isWhole: isNew,
          tone: index === apart[0]?.index ? "bad" : "warn",
          addedMs,
        }),
      ),
  ];
}

function ownOf(hops: readonly Hop[], index: number, when: "now" | "before"): number {
  const hop = hops[index];
  return hop === undefined ? 0 : hopMs(hop, when);
}

function isBehind(hops: readonly Hop[], index: number, top: number): boolean {
  for (let at = hops[index]?.parent; at !== undefined; at = hops[at]?.parent) if (at === top) return true;
  return false;
}

/** Small parts together, before what grew. */
function joined(parts: readonly BarPart[], isShown: (key: string) => boolean): readonly BarPart[] {
  const isKept = ({ key, addedMs }: BarPart) => addedMs !== undefined || isShown(key);
  const small = sumOf(parts.filter((part) => !isKept(part)));
  const rest: readonly BarPart[] = small > 0 ? [{ key: "other", ms: small, isWhole: true, tone: "plain" }] : [];
  const kept = parts.filter(isKept);
  const grown = kept.filter(({ addedMs }) => addedMs !== undefined);
  return [...kept.filter(({ addedMs }) => addedMs === undefined), ...rest, ...grown].filter(({ ms }) => ms > 0);
}

function sumOf(parts: readonly BarPart[]): number {
  return parts.reduce((sum, { ms }) => sum + ms, 0);
}
