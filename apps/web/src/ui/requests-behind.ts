import { inWords, windowName } from "./format.ts";

export type Percentile = "p50" | "p95" | "p99";

/** A percentile of fewer requests than this is one of the slowest few, whichever that happened to be. */
const enough: Readonly<Record<Percentile, number>> = { p50: 2, p95: 20, p99: 100 };

/** How many requests a number over a window stands on. */
export function requestsBehind(perSecond: number | undefined, windowSeconds: number): number | undefined {
  return perSecond === undefined ? undefined : perSecond * windowSeconds;
}

export function isFew(percentile: Percentile, requests: number): boolean {
  // Rates are rounded on the wire: 99.7 requests are 100.
  return Math.round(requests) < enough[percentile];
}

/** "~210 requests in 1 min" */
export function requestsInWords(requests: number, windowSeconds: number): string {
  const whole = Math.round(requests);
  return `~${roughly(whole)} ${whole === 1 ? "request" : "requests"} in ${windowName(windowSeconds)}`;
}

/** "~60 requests in 1 min: few for a p99"; which of the percentiles are too bold is left out where none is. */
export function fewInWords(requests: number, windowSeconds: number): string {
  const few = (["p50", "p95", "p99"] as const).find((percentile) => isFew(percentile, requests));
  const words = requestsInWords(requests, windowSeconds);
  return few === undefined ? words : `${words}: few for a ${few}`;
}

/** Two digits are as much as a rate over a window tells. */
function roughly(count: number): string {
  const rounded = count < 100 ? count : Number(count.toPrecision(2));
  return rounded < 10_000 ? String(rounded) : inWords({ value: String(rounded / 1000), unit: "k" });
}
