const nothing = Object.freeze({});

/** `{ [name]: value }`, rounded where a way to is given; nothing to spread when the value is not known. */
export function known<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
  round: (value: Value) => Value = (exact) => exact,
): { [K in Name]?: Value } {
  return value === undefined ? nothing : ({ [name]: round(value) } as { [K in Name]?: Value });
}
