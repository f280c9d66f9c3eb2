/** The namespaces in scope after one was ticked or unticked, by name; `undefined` for all: when none or all are left. */
export function toggled(
  chosen: readonly string[] | undefined,
  name: string,
  isOn: boolean,
  offered: number,
): readonly string[] | undefined {
  const others = (chosen ?? []).filter((other) => other !== name);
  const next = isOn ? [...others, name].sort() : others;
  return next.length === 0 || next.length === offered ? undefined : next;
}
