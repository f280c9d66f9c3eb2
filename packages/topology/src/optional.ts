const nothing = Object.freeze({});

/** `{ [name]: value }`, rounded where a way to is given; nothing to spread when the value is not known. */
export function known<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
  round?: (value: Value) => Value,
): { [K in Name]?: Value } {
  if (value === undefined) return nothing;
  // A literal with a computed name would take several times as long.
  const one: { [K in Name]?: Value } = {};
  one[name] = round === undefined ? value : round(value);
  return one;
}
