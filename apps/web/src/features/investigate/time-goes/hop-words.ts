import type { Hop, HopNumbers } from "@fyr/contract";
import { inWords, share } from "../../../ui/format.ts";

/** What metrics alone cannot tell of a hop. */
const unknownWords: Readonly<Record<Hop["unknown"][number], string>> = {
  tcp: "TCP: there are no requests to time",
  "not-timed": "nobody timed it",
  shared: "others call it too: what it does for whom is not told apart, a trace would tell",
  circle: "calls back up the tree, which ends here",
  deep: "the tree ends here, for its size",
};

export function unknownInWords({ unknown }: Hop): string {
  return unknown.map((code) => unknownWords[code]).join("; ");
}

const unknownBrief: Readonly<Record<Hop["unknown"][number], string>> = {
  tcp: "TCP",
  "not-timed": "not timed",
  shared: "shared",
  circle: "circle",
  deep: "goes on",
};

export function unknownInShort({ unknown }: Hop): readonly string[] {
  return unknown.map((code) => unknownBrief[code]);
}

/** Fewer attempts than this beyond the first are nothing to speak of. */
const leastRetries = 0.01;

/** "+18 % retries" */
export function retriesInWords({
  retriesPerCall = 0,
}: Partial<Pick<HopNumbers, "retriesPerCall">>): string | undefined {
  return retriesPerCall < leastRetries ? undefined : `+${inWords(share(retriesPerCall))} retries`;
}

/** "1.00", "0.053" */
export function callsInWords(calls: number): string {
  return calls === 0 || calls >= 0.1 ? calls.toFixed(2) : String(Number(calls.toPrecision(2)));
}

/** "+17.6", "−2.2", "·" where it is about the same. `wholeMs`: of a request. */
export function changeInWords(
  now: number | undefined,
  before: number | undefined,
  wholeMs: number,
): string | undefined {
  if (now === undefined) return undefined;
  const by = now - (before ?? 0);
  if (Math.abs(by) < Math.max(0.1, wholeMs * 0.002)) return "·";
  return `${by > 0 ? "+" : "−"}${msInWords(Math.abs(by))}`;
}

/** Of a change: worth a colour is what a twentieth of the whole hangs on. */
export function changeTone(
  now: number | undefined,
  before: number | undefined,
  wholeMs: number,
): "bad" | "warn" | "ok" | "plain" {
  const by = (now ?? 0) - (before ?? 0);
  if (now === undefined || Math.abs(by) < Math.max(0.5, wholeMs * 0.01)) return "plain";
  if (by < 0) return "ok";
  return by >= wholeMs * 0.05 ? "bad" : "warn";
}

/** A number of ms without its unit: the column says it. */
export function msInWords(ms: number): string {
  if (ms < 99.95) return ms.toFixed(1);
  return Math.round(ms).toLocaleString("en");
}
