import type { Marker } from "@fyr/contract";

/** What two sources tell of the same thing within so long is one happening. */
const sameMs = 5_000;
/** A container that ended is started again at once, or after a pause of up to five minutes. */
const restartMs = 330_000;

/** Who knows most of a happening comes first: who changed it and from what, then why it ended, then that it did. */
const sources = ["history", "cluster", "metrics"] as const;

/** Each happening once, oldest first, as the source tells it that knows most. */
export function mergeMarkers(markers: readonly Marker[]): Marker[] {
  const byObject = Map.groupBy(markers, ({ object }) => `${object.kind}/${object.namespace ?? ""}/${object.name}`);
  const merged = [...byObject.values()].flatMap(mergeOfOne);
  return merged.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1));
}

function mergeOfOne(markers: readonly Marker[]): Marker[] {
  const known: Marker[] = [];
  for (const marker of markers.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1))) {
    const place = known.findIndex((other) => isSame(other, marker));
    const same = known[place];
    if (same === undefined) known.push(marker);
    else known[place] = bothTold(same, marker);
  }
  return known;
}

function rankOf({ knownFrom, kind }: Marker): number {
  return 2 * sources.indexOf(knownFrom) + (kind === "pod-restart" ? 1 : 0);
}

/** Both are of one object. Why a container ended and that it began again is told apart by metrics. */
function isSame(known: Marker, other: Marker): boolean {
  if (known.id === other.id) return true;
  if (known.knownFrom === other.knownFrom && known.kind === other.kind) return false;
  if (isEnd(known) && isEnd(other)) return areWithin(known, other, restartMs);
  // A guard that fires writes the weights back: that is its doing, not another edit.
  const isOne = known.kind === other.kind || (known.kind === "guard-fired" && other.kind === "route-edit");
  return isOne && Math.abs(Date.parse(known.at) - Date.parse(other.at)) <= sameMs;
}

function isEnd({ kind }: Marker): boolean {
  return kind === "pod-restart" || kind === "oom-kill";
}

function areWithin(a: Marker, b: Marker, ms: number): boolean {
  const end = ({ at, until = at }: Marker) => Date.parse(until);
  return Date.parse(a.at) <= end(b) + ms && Date.parse(b.at) <= end(a) + ms;
}

/** As the first tells it; of what it does not tell, and of a series of ends, as far as the other does. */
function bothTold(first: Marker, other: Marker): Marker {
  if (!isEnd(first) || first.id === other.id) return { ...other, ...first };
  const count = Math.max(first.count ?? 1, other.count ?? 1);
  if (count === 1) return { ...other, ...first };
  const [at] = [first.at, other.at].sort() as [string];
  const ends = [first.until ?? first.at, other.until ?? other.at].sort();
  return { ...other, ...first, at, until: ends.at(-1) ?? at, count };
}
