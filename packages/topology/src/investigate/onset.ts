import type { Onset } from "@fyr/contract";
import type { Comparison } from "./excess.ts";

/** Unix seconds. */
export interface FoundOnset {
  readonly at: number;
  readonly notBefore: number;
  readonly notAfter: number;
}

export function onsetOf({ at, notBefore, notAfter }: FoundOnset): Onset {
  return { at: instant(at), notBefore: instant(notBefore), notAfter: instant(notAfter) };
}

function instant(seconds: number): string {
  return new Date(Math.round(seconds) * 1000).toISOString();
}

/** As near as bins tell: within the first one it is seen in, or the one before. */
export function onsetFromBins({ bins }: Comparison, start: number): FoundOnset | undefined {
  const bin = bins[start];
  if (bin === undefined) return undefined;
  const began = bin.at - bin.seconds;
  return { at: began, notBefore: began - bin.seconds, notAfter: bin.at };
}
