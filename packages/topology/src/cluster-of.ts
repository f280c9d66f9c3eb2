import type { Party, SampleKey } from "./samples.ts";

/** The cluster of a party that names none; `near` is the other end of its traffic. */
export type ClusterOf = (party: Party, near: Party) => string;

type Heard = Pick<SampleKey, "reporter" | "source" | "destination">;

/**
 * Not every proxy knows its own cluster or its peer's. A workload seen in one cluster alone is the same one where its
 * cluster is not told. Of namesakes it is the one that tells of this traffic from its own side, where the other side
 * does not name it; otherwise it stands where the other end is, and then in the only cluster there is.
 * `heard`: gives all there is to go by.
 */
export function createClusterOf(heard: () => readonly Heard[], onlyCluster: string | undefined): ClusterOf {
  let homes: Map<string, string | undefined> | undefined;
  let oneSided: ReturnType<typeof oneSidedPeers> | undefined;
  return (party, near) => {
    if (party.cluster !== undefined) return party.cluster;
    homes ??= homesOf(heard());
    const name = nameOf(party);
    const home = homes.get(name);
    if (home !== undefined) return home;
    if (homes.has(name) && near.cluster !== undefined) {
      oneSided ??= oneSidedPeers(heard());
      const peer = oneSided(name, near);
      if (peer !== undefined) return peer;
    }
    return near.cluster ?? onlyCluster ?? "unknown";
  };
}

/** The one cluster whose own side alone tells of traffic between this name and that party. */
function oneSidedPeers(samples: readonly Heard[]): (name: string, near: Party) => string | undefined {
  const told = new Map<string, Map<string, { own: boolean; other: boolean }>>();
  const tell = (party: Party, near: Party, isOwn: boolean) => {
    if (party.cluster === undefined || near.cluster === undefined) return;
    const key = pairKey(nameOf(party), near);
    const clusters = told.get(key) ?? new Map<string, { own: boolean; other: boolean }>();
    told.set(key, clusters);
    const sides = clusters.get(party.cluster) ?? { own: false, other: false };
    sides[isOwn ? "own" : "other"] = true;
    clusters.set(party.cluster, sides);
  };
  for (const { reporter, source, destination } of samples) {
    tell(source, destination, reporter === "source");
    tell(destination, source, reporter !== "source");
  }
  return (name, near) => {
    const clusters = [...(told.get(pairKey(name, near)) ?? [])].filter(([, { own, other }]) => own && !other);
    return clusters.length === 1 ? clusters[0]?.[0] : undefined;
  };
}

function pairKey(name: string, near: Party): string {
  return `${name} ${near.cluster}/${nameOf(near)}`;
}

/** Undefined for names that stand in several clusters. */
function homesOf(samples: readonly Pick<SampleKey, "source" | "destination">[]): Map<string, string | undefined> {
  const homes = new Map<string, string | undefined>();
  const seen = new Set<Party>();
  for (const sample of samples) {
    for (const party of [sample.source, sample.destination]) {
      if (seen.has(party)) continue;
      seen.add(party);
      const name = nameOf(party);
      if (party.cluster === undefined || name === "") continue;
      homes.set(name, homes.has(name) && homes.get(name) !== party.cluster ? undefined : party.cluster);
    }
  }
  return homes;
}

function nameOf({ namespace, workload, app }: Party): string {
  if (namespace === undefined || (workload === undefined && app === undefined)) return "";
  return workload === undefined ? `${namespace}//${app}` : `${namespace}/${workload}`;
}
