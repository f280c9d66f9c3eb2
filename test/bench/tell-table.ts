/** What was aimed at, by what was measured; not everything has an aim. */
export type Goals = Readonly<Record<string, string>>;

/** A table with goals beside the numbers, where there are any. */
export function tellTable(title: string, measured: Readonly<Record<string, number>>, goals: Goals = {}): void {
  const rows = Object.entries(measured).map(([what, value]) => {
    const goal = goals[what];
    return [what, { measured: threeDigits(value), ...(goal !== undefined && { "aimed at": goal }) }] as const;
  });
  console.log(`\n${title}`);
  console.table(Object.fromEntries(rows));
}

export function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}
