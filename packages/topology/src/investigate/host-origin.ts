import { type Candidate, isRunningPlace, type RunningPlace, type Saturation } from "./candidate.ts";
import type { SeenClosely } from "./close-look.ts";
import type { MeshHistory } from "./history.ts";
import { sharedPlace } from "./shared-place.ts";
import { isExplainedBy, stealSince } from "./steal.ts";

/**
 * Several workloads that slow down at once and run on one Kubernetes node have it from there: where somebody takes its
 * CPU at the same time (node_exporter's `steal`), or where their pods on it are slow and those elsewhere are not. The same
 * of those in one zone.
 */
export function blameHosts(
  candidates: readonly Candidate[],
  { hosts, bins }: Pick<MeshHistory, "hosts" | "bins">,
  seen: SeenClosely | undefined,
  onsetOf: (candidate: Candidate) => number,
): Candidate[] {
  let left = [...candidates];
  for (const host of hosts) {
    const steal = stealSince(host, bins);
    if (steal === undefined) continue;
    const members = left.filter((one) => !isRunningPlace(one.origin) && isExplainedBy(steal, one, seen, onsetOf));
    if (members.length === 0) continue;
    left = [
      ...left.filter((one) => !members.includes(one)),
      placeCandidate({ type: "host", name: host.name }, members, { now: steal.now, before: steal.before }),
    ];
  }
  if (left.some(({ origin }) => isRunningPlace(origin)) || seen === undefined) return left;
  const shared = sharedPlace(left, seen, onsetOf);
  if (shared === undefined) return left;
  return [...left.filter((one) => !shared.members.includes(one)), placeCandidate(shared.place, shared.members)];
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
