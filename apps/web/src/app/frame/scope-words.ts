/** "shop, payments", "all 7 namespaces". `all`: how many there are; none are not counted, nor what is not known yet. */
export function namespacesInWords(chosen: readonly string[] | undefined, all = 0): string {
  if (chosen !== undefined) return chosen.join(", ");
  if (all === 0) return "all namespaces";
  return all === 1 ? "1 namespace" : `all ${all} namespaces`;
}
