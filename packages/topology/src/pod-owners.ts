/** How controllers name pods after a workload: a hash and five signs, five signs alone, or a number. */
const suffix = /^([a-z0-9]{5,10}-)?[a-z0-9]{5}$|^\d+$/;

/**
 * Whose pod it is by its name, which tells of pods that are gone as well: the longest name of a workload that it begins
 * with.
 */
export function createPodOwners(workloads: Iterable<{ readonly namespace: string; readonly name: string }>) {
  const byNamespace = Map.groupBy(workloads, ({ namespace }) => namespace);
  return (namespace: string, pod: string): string | undefined => {
    const names = (byNamespace.get(namespace) ?? []).map(({ name }) => name);
    const fitting = names.filter((name) => pod.startsWith(`${name}-`) && suffix.test(pod.slice(name.length + 1)));
    return fitting.sort((a, b) => b.length - a.length)[0];
  };
}
