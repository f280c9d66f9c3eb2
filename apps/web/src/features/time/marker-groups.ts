import type { Marker } from "@fyr/contract";
import type { Span } from "./past-moments.ts";

/** Markers that stand so close that they are drawn as one. */
export interface MarkerGroup {
  /** Of its first: the group keeps it while that is the first. */
  readonly id: string;
  /** 0..1 of the span. */
  readonly place: number;
  readonly markers: readonly Marker[];
  /** The strongest suspect among them, else the first: the one that is named. */
  readonly lead: Marker;
  /** Of the strongest suspect among them, from 1. */
  readonly number?: number;
  /** Where its words stand: there is no room to the right of the newest ones. */
  readonly side: "left" | "right";
  /** What its words may take there without lying over others', 0..1 of the span. */
  readonly room: number;
}

/** Closer than this they would lie over each other, as a part of the strip. */
const closest = 0.02;
/** From here on words stand to the left. */
const leftFrom = 0.85;
/** Holds most words: with less on the right they stand where there is more. */
const roomy = 0.2;

/** `suspects`: ids of markers, the strongest first. Oldest first. */
export function markerGroups(
  markers: readonly Marker[],
  span: Span,
  suspects: readonly string[],
): readonly MarkerGroup[] {
  const placeOf = ({ at }: Marker) => (Date.parse(at) - span.from) / Math.max(1, span.to - span.from);
  const shown = markers
    .map((marker) => ({ marker, place: placeOf(marker) }))
    .filter(({ place }) => place >= 0 && place <= 1)
    .toSorted((a, b) => a.place - b.place);
  const groups: { place: number; first: Marker; markers: Marker[] }[] = [];
  for (const { marker, place } of shown) {
    const last = groups.at(-1);
    if (last !== undefined && place - last.place < closest) last.markers.push(marker);
    else groups.push({ place, first: marker, markers: [marker] });
  }
  const sides = groups.map(({ place }, at) => sideOf(place, groups[at - 1]?.place ?? 0, groups[at + 1]?.place ?? 1));
  return groups.map((group, at) => {
    const { place, first, markers: here } = group;
    const number = numberOf(here, suspects);
    return {
      place,
      markers: here,
      lead: here.find(({ id }) => number !== undefined && id === suspects[number - 1]) ?? first,
      id: first.id,
      side: sides[at] ?? "right",
      room: roomOf(at, groups, sides),
      ...(number !== undefined && { number }),
    };
  });
}

function sideOf(place: number, before: number, after: number): MarkerGroup["side"] {
  if (place > leftFrom) return "left";
  return after - place >= Math.min(roomy, place - before) ? "right" : "left";
}

/** Up to the neighbour on the side of the words; half the way where the neighbour's words come towards it. */
function roomOf(at: number, groups: readonly { readonly place: number }[], sides: readonly MarkerGroup["side"][]) {
  const step = sides[at] === "left" ? -1 : 1;
  const next = groups[at + step]?.place ?? (step < 0 ? 0 : 1);
  const gap = Math.abs(next - (groups[at]?.place ?? next));
  const facing = sides[at + step];
  return facing !== undefined && facing !== sides[at] ? gap / 2 : gap;
}

function numberOf(markers: readonly Marker[], suspects: readonly string[]): number | undefined {
  const here = new Set(markers.map(({ id }) => id));
  const at = suspects.findIndex((id) => here.has(id));
  return at < 0 ? undefined : at + 1;
}

/** What happens to pods has a lane of its own. */
export function isOfPods({ kind }: Pick<Marker, "kind">): boolean {
  return (
    kind === "rollout" || kind === "scaled" || kind === "pod-restart" || kind === "oom-kill" || kind === "pod-unready"
  );
}
