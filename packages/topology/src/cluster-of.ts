import type { Party, SampleKey } from "./samples.ts";

/** The cluster of a party that names none; `near` is the other end of its traffic. */
export type ClusterOf = (party: Party, near: Party) => string;

/**
 * Not every proxy knows its own cluster or its peer's. A workload seen in one cluster alone is the same one where its
 * cluster is not told; otherwise it stands where the other end is, and then in the only cluster there is.
 */
export function createClusterOf(
  samples: readonly Pick<SampleKey, "source" | "destination">[],
  onlyCluster: string | undefined,
): ClusterOf {
  let homes: Map<string, string | undefined> | undefined;
  return (party, near) => {
    if (party.cluster !== undefined) return party.cluster;
    homes ??= homesOf(samples);
    return homes.get(nameOf(party)) ?? near.cluster ?? onlyCluster ?? "unknown";
  };
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
