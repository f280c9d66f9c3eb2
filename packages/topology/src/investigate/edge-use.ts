import { type EdgeLine, seenByCallee, seenByCaller } from "./edge-line.ts";
import { averageOver, type Stretch } from "./excess.ts";
import type { Bin } from "./history.ts";
import { valueAt } from "./numbers.ts";

/** Who uses an edge: requests a second, of TCP bytes, as whichever side counted more of them. */
export function useOf(line: EdgeLine): Float64Array {
  const sides = [seenByCaller(line), seenByCallee(line)].flatMap((side) => side?.[usedBy(line)] ?? []);
  return Float64Array.from(line.asked, (_, bin) => Math.max(0, ...sides.map((values) => valueAt(values, bin))));
}

/** What tells that an edge is in use. */
export function usedBy({ protocol }: Pick<EdgeLine, "protocol">): "requests" | "bytes" {
  return protocol === "tcp" ? "bytes" : "requests";
}

/** Of several edges together: requests a second and bytes a second, which are not of one kind. */
export function usedOver(lines: readonly EdgeLine[], bins: readonly Bin[], stretch: Stretch) {
  const sums = { requests: 0, bytes: 0 };
  for (const line of lines) sums[usedBy(line)] += averageOver(useOf(line), bins, stretch);
  return sums;
}
