/** What was measured at each step; `null` where nothing was. */
export function onSteps<Value>(
  measured: readonly (readonly [number, Value])[],
  times: readonly number[],
): (Value | null)[] {
  const points: (Value | null)[] = times.map(() => null);
  const from = times[0] ?? 0;
  const step = (times[1] ?? from + 1) - from;
  for (const [time, value] of measured) {
    const at = Math.round((time - from) / step);
    if (at >= 0 && at < points.length) points[at] = value;
  }
  return points;
}
