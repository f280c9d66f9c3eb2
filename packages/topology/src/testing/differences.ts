/**
 * Where two values differ, as paths. Durations and counts are the same or not; what was added up from numbers of three
 * digits may be off by one in a hundred, and shares that were weighed by such by six in a thousand.
 */
export function differences(got: unknown, want: unknown, path = ""): string[] {
  if (typeof got === "number" && typeof want === "number") {
    return isNear(got, want, path) ? [] : [`${path}: ${got}, not ${want}`];
  }
  if (typeof got !== "object" || typeof want !== "object" || got === null || want === null) {
    return Object.is(got, want) ? [] : [`${path}: ${JSON.stringify(got)}, not ${JSON.stringify(want)}`];
  }
  const fields = new Set([...Object.keys(got), ...Object.keys(want)]);
  return [...fields].flatMap((field) => differences(at(got, field), at(want, field), `${path}/${field}`));
}

function at(value: object, field: string): unknown {
  return (value as Record<string, unknown>)[field];
}

function isNear(got: number, want: number, path: string): boolean {
  if (/latencyMs|pods/.test(path)) return got === want;
  const tolerance = /[rR]atio/.test(path) ? 0.006 : Math.abs(want) * 0.011;
  return Math.abs(got - want) <= tolerance;
}
