import type { Party, SampleKey } from "./samples.ts";

/** Whoever calls or is called, each once, in the order they come in. */
export function partiesOf(keys: Iterable<Pick<SampleKey, "source" | "destination">>): Set<Party> {
  const parties = new Set<Party>();
  for (const { source, destination } of keys) parties.add(source).add(destination);
  return parties;
}
