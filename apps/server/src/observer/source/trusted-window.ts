import type { Span } from "@fyr/prometheus";
import type { History } from "./history.ts";

/** One window for all points, so that they can be compared: what the coarsest part of the range needs. */
export async function trustedWindow(
  range: Span & { readonly windowSeconds: number },
  history: Pick<History, "trustedWindows">,
  signal: AbortSignal,
): Promise<number> {
  const { from, to, windowSeconds } = range;
  const moments = [...new Set([from, Math.floor((from + to) / 2), to])];
  return Math.max(...(await history.trustedWindows(windowSeconds, moments, signal)));
}
