import type { Destination } from "@fyr/contract";
import { stableAndCanary } from "@fyr/routing";

/** One CSS colour per destination: stable, canary, and steps between for the rest. */
export function destinationColors(destinations: readonly Destination[]): string[] {
  const pair = stableAndCanary(destinations);
  let between = 0;
  const others = destinations.length - 1;
  return destinations.map((_, index) => {
    if (pair === undefined || index === pair.stable) return "var(--stable)";
    if (index === pair.canary) return "var(--canary)";
    between += 1;
    return `color-mix(in oklab, var(--canary) ${Math.round((between / others) * 100)}%, var(--stable))`;
  });
}
