import { type EdgeLine, seenByCallee, seenByCaller } from "./edge-line.ts";
import { averageOver, type Stretch } from "./excess.ts";
import type { Bin } from "./history.ts";
import { valueAt } from "./numbers.ts";

/** Who uses an edge: requests a second, of TCP bytes, as whichever side counted more of them. */
export function useOf(line: EdgeLine): Float64Array {
  const measure = usedBy(line);
  const [caller, callee] = [seenByCaller(line)?.[measure] ?? line.asked, seenByCallee(line)?.[measure]];
  if (callee === undefined || callee === caller) return caller;
  // For every bin of every edge: to make a list for each took longer than all else that is looked for.
  const most = Float64Array.from(caller);
  for (let bin = 0; bin < most.length; bin++) most[bin] = Math.max(valueAt(caller, bin), valueAt(callee, bin));
  return most;
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
