import { type Candidate, isRunningPlace, type RunningPlace, type Saturation } from "./candidate.ts";
import { hostsUnder, type SeenClosely } from "./close-look.ts";
import { type Comparison, type Stretch, stretchesOf } from "./excess.ts";
import type { HostRow } from "./history.ts";
import { medianOf } from "./numbers.ts";
import { sharedPlace } from "./shared-place.ts";

const leastSteal = { now: 0.08, rise: 0.05, ratio: 2 };

/**
 * Several workloads that slow down at once and run on one Kubernetes node have it from there: where somebody takes its
 * CPU at the same time (node_exporter's `steal`), or where their pods on it are slow and those elsewhere are not. The same
 * of those in one zone.
 */
export function blameHosts(
  candidates: readonly Candidate[],
  hosts: readonly HostRow[],
  seen: SeenClosely | undefined,
  onsetOf: (candidate: Candidate) => number,
): Candidate[] {
  let left = [...candidates];
  for (const host of hosts) {
    const members = left.filter(
      (one) => one.trouble.isSlow && !isRunningPlace(one.origin) && mayRunOn(one, host, seen),
    );
    const [first] = members;
    const saturation = first && stealRise(host, first.comparison);
    if (saturation === undefined) continue;
    left = [
      ...left.filter((one) => !members.includes(one)),
      placeCandidate({ type: "host", name: host.name }, members, saturation),
    ];
  }
  if (left.some(({ origin }) => isRunningPlace(origin)) || seen === undefined) return left;
  const shared = sharedPlace(left, seen, onsetOf);
  if (shared === undefined) return left;
  return [...left.filter((one) => !shared.members.includes(one)), placeCandidate(shared.place, shared.members)];
}

function mayRunOn(candidate: Candidate, { name }: HostRow, seen: SeenClosely | undefined): boolean {
  const known = hostsUnder(candidate, seen);
  return known.size === 0 || known.has(name);
}

function stealRise({ stealRatio }: HostRow, comparison: Comparison): Saturation | undefined {
  const { before, now } = stretchesOf(comparison);
  const level = (stretch: Stretch) =>
    medianOf(stretch.map((bin) => stealRatio[bin] ?? Number.NaN).filter((value) => !Number.isNaN(value)));
  const rise = { now: level(now), before: level(before) };
  const isRise =
    rise.now >= leastSteal.now &&
    rise.now - rise.before >= leastSteal.rise &&
    rise.now >= leastSteal.ratio * rise.before;
  return isRise ? rise : undefined;
}

function placeCandidate(origin: RunningPlace, members: readonly Candidate[], saturation?: Saturation): Candidate {
  const [first] = members.toSorted((a, b) => b.trouble.harmed - a.trouble.harmed);
  if (first === undefined) throw new Error("A place is blamed for somebody.");
  const sum = (of: (one: Candidate) => number) => members.reduce((total, one) => total + of(one), 0);
  const { excess: _, within: __, ...plain } = first;
  return {
    ...plain,
    origin,
    kind: saturation === undefined ? first.kind : "saturated",
    nodes: [...new Set(members.flatMap(({ nodes }) => nodes))],
    edges: [...new Set(members.flatMap(({ edges }) => edges))],
    trouble: { ...first.trouble, harmed: sum(({ trouble }) => trouble.harmed) },
    requests: sum(({ requests }) => requests),
    certainty: Math.max(...members.map(({ certainty }) => certainty)),
    otherwise: members.map(({ origin }) => origin),
    ...(saturation && { saturation }),
  };
}
