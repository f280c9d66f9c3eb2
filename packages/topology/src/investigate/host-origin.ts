import { podChanges } from "./bad-pod.ts";
import type { Candidate, Saturation } from "./candidate.ts";
import { hostsUnder, type SeenClosely } from "./close-look.ts";
import { type Comparison, type Stretch, stretchesOf } from "./excess.ts";
import type { HostRow } from "./history.ts";
import { medianOf } from "./numbers.ts";

const leastSteal = { now: 0.08, rise: 0.05, ratio: 2 };

/**
 * Several workloads that slow down at once and run on one Kubernetes node have it from there: where somebody takes its
 * CPU at the same time (node_exporter's `steal`), or where their pods on it are slow and those elsewhere are not.
 */
export function blameHosts(
  candidates: readonly Candidate[],
  hosts: readonly HostRow[],
  seen: SeenClosely | undefined,
  onsetOf: (candidate: Candidate) => number,
): Candidate[] {
  let left = [...candidates];
  for (const host of hosts) {
    const members = left.filter((one) => one.trouble.isSlow && one.origin.type !== "host" && mayRunOn(one, host, seen));
    const [first] = members;
    const saturation = first && stealRise(host, first.comparison);
    if (saturation === undefined) continue;
    left = [...left.filter((one) => !members.includes(one)), hostCandidate(host.name, members, saturation)];
  }
  if (left.some(({ origin }) => origin.type === "host") || seen === undefined) return left;
  const shared = sharedSlowHost(left, seen, onsetOf);
  if (shared === undefined) return left;
  return [...left.filter((one) => !shared.members.includes(one)), hostCandidate(shared.name, shared.members)];
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

const slower = { ms: 2, share: 0.2 };

function sharedSlowHost(
  candidates: readonly Candidate[],
  seen: SeenClosely,
  onsetOf: (candidate: Candidate) => number,
): { readonly name: string; readonly members: readonly Candidate[] } | undefined {
  const slow = candidates.filter(({ trouble }) => trouble.isSlow);
  const pods = slow.flatMap((candidate) =>
    candidate.nodes.flatMap(({ id }) =>
      podChanges(seen.pods.get(id) ?? [], seen.look, onsetOf(candidate)).map((pod) => ({
        candidate,
        host: pod.host,
        isSlow: pod.addedMs >= slower.ms && pod.addedMs >= slower.share * pod.meanBefore,
      })),
    ),
  );
  const names = [...new Set(pods.flatMap(({ host }) => host ?? []))].sort();
  const judged = names.map((name) => {
    const here = pods.filter(({ host }) => host === name);
    const slowHere = here.filter(({ isSlow }) => isSlow);
    const slowElsewhere = pods.filter(({ host, isSlow }) => isSlow && host !== name);
    const members = [...new Set(slowHere.map(({ candidate }) => candidate))];
    // Pods elsewhere of those who have one here must be well: else all of the workload is slow.
    const others = slowElsewhere.filter(({ candidate }) => members.includes(candidate));
    const isShared =
      members.length >= 2 && slowHere.length >= 0.7 * here.length && others.length <= 0.2 * slowHere.length;
    return { name, members, isShared };
  });
  const [best] = judged.filter(({ isShared }) => isShared).toSorted((a, b) => b.members.length - a.members.length);
  return best;
}

function hostCandidate(name: string, members: readonly Candidate[], saturation?: Saturation): Candidate {
  const [first] = members.toSorted((a, b) => b.trouble.harmed - a.trouble.harmed);
  if (first === undefined) throw new Error("A host is blamed for somebody.");
  const sum = (of: (one: Candidate) => number) => members.reduce((total, one) => total + of(one), 0);
  const { excess: _, within: __, ...plain } = first;
  return {
    ...plain,
    origin: { type: "host", name },
    kind: "saturated",
    nodes: [...new Set(members.flatMap(({ nodes }) => nodes))],
    edges: [...new Set(members.flatMap(({ edges }) => edges))],
    trouble: { ...first.trouble, harmed: sum(({ trouble }) => trouble.harmed) },
    requests: sum(({ requests }) => requests),
    certainty: Math.max(...members.map(({ certainty }) => certainty)),
    otherwise: members.map(({ origin }) => origin),
    ...(saturation && { saturation }),
  };
}
