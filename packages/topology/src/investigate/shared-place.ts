import type { Candidate, RunningPlace } from "./candidate.ts";
import type { SeenClosely } from "./close-look.ts";
import { sumOf } from "./numbers.ts";
import { haveNearlyAll, type Shares, sharesOf } from "./pod-shares.ts";

interface Shared {
  readonly place: RunningPlace;
  readonly members: readonly Candidate[];
}

/** Somebody unwell, and what its pods have of that. */
interface Voter {
  readonly candidate: Candidate;
  readonly shares: readonly Shares[];
}

/** Workloads that must say so, of those that can tell at least, and the nodes of a zone that are concerned. */
const enough = { votes: 2, share: 0.6, hosts: 2 };
/** Of trouble that may come from behind as well, so much must be in these pods alone. */
const least = 0.25;

/**
 * Where several have their trouble together: their pods on one Kubernetes node are slow or fail, and those elsewhere do
 * not; else those in one zone, on several of its nodes.
 */
export function sharedPlace(
  candidates: readonly Candidate[],
  seen: SeenClosely,
  onsetOf: (candidate: Candidate) => number,
): Shared | undefined {
  const voters = candidates.flatMap((candidate): Voter[] => {
    const shares = candidate.nodes.flatMap(({ id }) => sharesOf(candidate, id, seen, onsetOf(candidate)));
    return shares.length === 0 ? [] : [{ candidate, shares }];
  });
  const found = mostShared("host", voters) ?? mostShared("zone", voters);
  if (found === undefined) return undefined;
  const { place, members } = found;
  const mates = candidates.filter((one) => !members.includes(one) && isMate(one, found, seen, onsetOf));
  return { place, members: [...members, ...mates] };
}

/** Seconds between what begins for the same reason. */
const together = 120;

/** Who has all of its pods here, and so cannot tell, is unwell in the same way since the same time. */
function isMate(
  one: Candidate,
  { place, members }: Shared,
  seen: SeenClosely,
  onsetOf: (candidate: Candidate) => number,
): boolean {
  const pods = one.nodes.flatMap(({ id }) => seen.pods.get(id) ?? []).filter(({ requests }) => sumOf(requests) > 0);
  if (pods.length === 0 || pods.some((pod) => pod[place.type] !== place.name)) return false;
  return members.some((other) => other.kind === one.kind && Math.abs(onsetOf(other) - onsetOf(one)) <= together);
}

function mostShared(type: RunningPlace["type"], voters: readonly Voter[]): Shared | undefined {
  const podsOf = ({ shares: [first] }: Voter) => first?.pods ?? [];
  const names = new Set(voters.flatMap((voter) => podsOf(voter).flatMap((pod) => pod[type] ?? [])));
  const shared = [...names].sort().flatMap((name): Shared[] => {
    // Only who has pods here and elsewhere can tell.
    const asked = voters.filter((voter) => new Set(podsOf(voter).map((pod) => pod[type] === name)).size === 2);
    const saying = asked.filter(({ shares }) =>
      shares.some((one) =>
        haveNearlyAll(
          one,
          one.pods.filter((pod) => pod[type] === name),
          least,
        ),
      ),
    );
    if (saying.length < enough.votes || saying.length < enough.share * asked.length) return [];
    const hosts = new Set(saying.flatMap(podsOf).flatMap((pod) => (pod[type] === name ? (pod.host ?? []) : [])));
    if (type === "zone" && hosts.size < enough.hosts) return [];
    return [{ place: { type, name }, members: saying.map(({ candidate }) => candidate) }];
  });
  return shared.toSorted((a, b) => b.members.length - a.members.length)[0];
}
