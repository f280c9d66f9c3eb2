/**
 * SVG path of a line through values over a box; a gap where nothing was measured. `values` between `low` and `high`.
 * `places`: where each stands, 0–1 of the width; absent: evenly.
 */
export function linePath(
  values: readonly (number | null)[],
  box: { readonly width: number; readonly height: number; readonly low: number; readonly high: number },
  places?: readonly number[],
): string {
  const evenly = (index: number) => (values.length < 2 ? 0 : index / (values.length - 1));
  const x = (index: number) => (places?.[index] ?? evenly(index)) * box.width;
  const y = (value: number) => box.height - ((value - box.low) / (box.high - box.low || 1)) * box.height;
  let pen = "M";
  return values
    .map((value, index) => {
      if (value === null) {
        pen = "M";
        return "";
      }
      const point = `${pen}${x(index).toFixed(1)} ${y(Math.min(box.high, Math.max(box.low, value))).toFixed(1)}`;
      pen = "L";
      return point;
    })
    .join("");
}

/** Lowest and highest of what was measured, or `undefined` when nothing was. */
export function rangeOf(values: readonly (number | null)[]): { low: number; high: number } | undefined {
  const measured = values.filter((value) => value !== null);
  return measured.length === 0 ? undefined : { low: Math.min(...measured), high: Math.max(...measured) };
}
