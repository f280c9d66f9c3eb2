import type { Hop } from "@fyr/contract";

type When = "now" | "before";

/** Ms per request to the entry that are spent in a hop and on the way to it; 0 where nobody timed them. */
export function hopMs(hop: Hop, when: When): number {
  const numbers = hop[when];
  return (numbers?.ownMs ?? 0) + Math.max(0, numbers?.betweenProxiesMs ?? 0);
}

/** The same with all behind it, by index. */
export function subtreeMs(hops: readonly Hop[], when: When): readonly number[] {
  const sums = hops.map((hop) => hopMs(hop, when));
  for (let at = hops.length - 1; at > 0; at -= 1) {
    const parent = hops[at]?.parent;
    if (parent !== undefined) sums[parent] = (sums[parent] ?? 0) + (sums[at] ?? 0);
  }
  return sums;
}

/** How long a request to the entry takes on average; undefined where nobody timed any of it. */
export function totalMs(hops: readonly Hop[], when: When): number | undefined {
  const [entry] = hops;
  if (entry?.[when]?.meanMs !== undefined) return entry[when].meanMs;
  const isTimed = hops.some((hop) => hop[when]?.ownMs !== undefined);
  return isTimed ? subtreeMs(hops, when)[0] : undefined;
}

/** A hop that makes the whole longer. */
export interface Growth {
  readonly index: number;
  /** Ms per request to the entry. */
  readonly addedMs: number;
  /** It was not there before: all behind it is counted with it. */
  readonly isNew: boolean;
}

/** Worth telling: this part of all that was added. */
const notable = 0.08;
/** Less than this, of a hop or of the whole, is no change; nor is a smaller part of the whole. */
const leastMs = 0.5;
const leastShare = 0.02;

/** By how many ms a request to the entry takes longer than before; 0 where it takes about as long. */
export function addedToWhole(nowMs: number, beforeMs: number): number {
  const by = nowMs - beforeMs;
  return Math.abs(by) < Math.max(leastMs, leastShare * beforeMs) ? 0 : by;
}

/**
 * What makes a request take longer than before, most first: what is new with all behind it, else each hop by itself.
 * Nothing where the whole takes no longer: what one hop takes more another takes less.
 */
export function growthsOf(hops: readonly Hop[]): readonly Growth[] {
  const [nowMs, beforeMs] = [totalMs(hops, "now"), totalMs(hops, "before")];
  if (nowMs !== undefined && beforeMs !== undefined && addedToWhole(nowMs, beforeMs) <= 0) return [];
  const whole = subtreeMs(hops, "now");
  const isUnderNew = (at: number): boolean => {
    const parent = hops[at]?.parent;
    return parent !== undefined && (isNewHop(hops[parent]) || isUnderNew(parent));
  };
  const grown = hops.flatMap((hop, index): Growth[] => {
    if (isUnderNew(index)) return [];
    const isNew = isNewHop(hop);
    const addedMs = isNew ? (whole[index] ?? 0) : hopMs(hop, "now") - hopMs(hop, "before");
    return isTimedBoth(hop, isNew) && addedMs >= leastMs ? [{ index, addedMs, isNew }] : [];
  });
  const all = grown.reduce((sum, { addedMs }) => sum + addedMs, 0);
  return grown.filter(({ addedMs }) => addedMs >= notable * all).toSorted((a, b) => b.addedMs - a.addedMs);
}

export function isNewHop(hop: Hop | undefined): boolean {
  return hop?.parent !== undefined && hop.now !== undefined && hop.before === undefined;
}

function isTimedBoth(hop: Hop, isNew: boolean): boolean {
  return hop.now?.ownMs !== undefined && (isNew || hop.before?.ownMs !== undefined);
}
