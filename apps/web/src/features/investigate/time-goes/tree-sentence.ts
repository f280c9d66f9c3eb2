import type { Hop, Place } from "@fyr/contract";
import { duration, inWords, share } from "../../../ui/format.ts";
import type { Names } from "../names.ts";
import type { Phrase } from "../phrase.ts";
import { isOriginHop } from "./origin-in-tree.ts";
import { addedToWhole, type Growth, totalMs } from "./time-shares.ts";
import type { Tree } from "./tree-rows.ts";

/** A hop that fails less is not told of, nor one that takes a quarter longer at most. */
const leastErrors = 0.01;
const slowerFrom = 1.25;

/**
 * "A request to checkout takes 173 ms on average, 24 ms more than before 03:00. payment v2 adds 21 ms though it serves
 * 5 % of the calls; legacy-erp adds 8 ms. payment v2 fails 7 % of its calls." `than`: "before 03:00".
 */
export function treeSentence(
  { hops, origin }: Tree,
  growths: readonly Growth[],
  names: Names,
  than: string,
): readonly Phrase[] {
  const [entry] = hops;
  const now = totalMs(hops, "now");
  if (entry === undefined || now === undefined) return [];
  const before = totalMs(hops, "before");
  const start: readonly Phrase[] = [
    { text: `A request to ${names.ofNode(entry.node)} takes ` },
    { text: inWords(duration(now)), tone: "plain" },
    { text: " on average" },
  ];
  if (before === undefined) return [...start, { text: `; it was not measured ${than}.` }];
  const by = addedToWhole(now, before);
  const compared: readonly Phrase[] =
    by === 0
      ? [{ text: `, about as ${than}.` }]
      : [
          { text: ", " },
          { text: `${inWords(duration(Math.abs(by)))} ${by > 0 ? "more" : "less"}`, tone: "plain" },
          { text: ` than ${than}.` },
        ];
  const grown = by > 0 ? added(hops, growths, names) : [];
  return [
    ...start,
    ...compared,
    ...grown,
    ...worstInWords(hops, names, grown.length > 0),
    ...untimedInWords(hops, origin, names),
  ];
}

/** Where it begins though the time shows elsewhere: what a TCP target takes counts as its callers' own. */
function untimedInWords(hops: readonly Hop[], origin: Place | undefined, names: Names): readonly Phrase[] {
  const hop = hops.find((each) => isOriginHop(each, origin));
  if (hop?.protocol !== "tcp") return [];
  return [
    { text: " It begins at " },
    { text: names.ofNode(hop.node), tone: "bad" },
    { text: ": TCP is not timed, so its time counts as its callers'." },
  ];
}

/** What is unwell at the end of the worst way, though few requests that enter may feel it. */
function worstInWords(hops: readonly Hop[], names: Names, isTimeTold: boolean): readonly Phrase[] {
  const worst = hops.findLast((hop) => hop.worst === true && hop.parent !== undefined);
  if (worst?.now === undefined) return [];
  const { errorRatio = 0, meanMs = 0 } = worst.now;
  const { errorRatio: failed = 0, meanMs: took = 0 } = worst.before ?? {};
  const fails = errorRatio >= leastErrors && errorRatio >= 2 * failed;
  const isSlower = !isTimeTold && took > 0 && meanMs >= slowerFrom * took;
  const said = [
    ...(fails ? [`fails ${inWords(share(errorRatio))} of its calls`] : []),
    ...(isSlower ? [`takes ${inWords(duration(meanMs))} instead of ${inWords(duration(took))}`] : []),
  ];
  if (said.length === 0) return [];
  return [{ text: " " }, { text: `${names.ofNode(worst.node)} ${said.join(" and ")}`, tone: "bad" }, { text: "." }];
}

function added(hops: readonly Hop[], growths: readonly Growth[], names: Names): readonly Phrase[] {
  return byNode(hops, growths)
    .slice(0, 2)
    .flatMap(({ node, addedMs, calls, isNew }, at): Phrase[] => {
      const little = isNew && calls < 0.5 ? ` though it serves ${inWords(share(calls))} of the calls` : "";
      return [
        { text: at === 0 ? " " : "; " },
        { text: `${names.ofNode(node)} adds ${inWords(duration(addedMs))}`, tone: at === 0 ? "bad" : "warn" },
        { text: little },
      ];
    })
    .concat(growths.length > 0 ? [{ text: "." }] : []);
}

/** What a node adds, on whichever ways it is called; most first. */
function byNode(hops: readonly Hop[], growths: readonly Growth[]) {
  const sums = new Map<string, { node: string; addedMs: number; calls: number; isNew: boolean }>();
  for (const { index, addedMs, isNew } of growths) {
    const hop = hops[index];
    if (hop === undefined) continue;
    const known = sums.get(hop.node) ?? { node: hop.node, addedMs: 0, calls: 0, isNew: true };
    sums.set(hop.node, {
      ...known,
      addedMs: known.addedMs + addedMs,
      calls: known.calls + (hop.now?.calls ?? 1),
      isNew: known.isNew && isNew,
    });
  }
  return [...sums.values()].toSorted((a, b) => b.addedMs - a.addedMs);
}
