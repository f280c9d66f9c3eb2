const usual = [60, 300, 900, 1800, 3600, 10_800, 43_200, 86_400];

/** Windows to choose from, seconds: none that Fyr would have to widen, and the one that is looked at in any case. */
export function windowChoices(viewed: number, minimum = 0): number[] {
  const offered = usual.filter((seconds) => seconds >= minimum);
  return offered.includes(viewed) ? offered : [viewed, ...offered];
}
