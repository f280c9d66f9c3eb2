/** `{ [name]: value }`, or nothing to spread when the value is not known. */
export function known<Name extends string, Value>(name: Name, value: Value | undefined): { [K in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [K in Name]?: Value });
}
