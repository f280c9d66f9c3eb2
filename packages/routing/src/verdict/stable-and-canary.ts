import type { Destination } from "@fyr/contract";

/**
 * Which destination is the tried one and which the new one, by name and never by weight, so that colours and columns
 * stay put while weights move: a name that says it (stable, canary) wins, else the later version is the canary.
 */
export function stableAndCanary(
  destinations: readonly Destination[],
): { readonly stable: number; readonly canary: number } | undefined {
  if (destinations.length < 2) return undefined;
  const order = destinations
    .map((destination, index) => ({ index, key: nameOf(destination), rank: rankOf(nameOf(destination)) }))
    .sort((a, b) => a.rank - b.rank || natural.compare(a.key, b.key) || a.index - b.index);
  const stable = order[0];
  const canary = order[order.length - 1];
  return stable === undefined || canary === undefined ? undefined : { stable: stable.index, canary: canary.index };
}

const natural = new Intl.Collator("en", { numeric: true });

function nameOf({ host, subset }: Destination): string {
  return subset ?? host;
}

function rankOf(name: string): number {
  if (/(^|[-_.])(stable|primary|baseline|control|current)([-_.]|$)/.test(name)) return -1;
  if (/(^|[-_.])(canary|preview|next|experiment|candidate)([-_.]|$)/.test(name)) return 1;
  return 0;
}
