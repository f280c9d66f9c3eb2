import { deflateRawSync } from "node:zlib";
import { eventsAt } from "./stream-events.ts";

interface StreamSizes {
  /** Ms from asking to the last byte of the first picture, which waits for rates alone. */
  readonly firstPictureMs: number;
  /** kB of a picture with all there is, compressed as the server does it. */
  readonly snapshotKb: number;
  /** kB of each refresh, in order. */
  readonly diffKb: readonly number[];
}

/** Watches for so many refreshes. */
export async function readStreamSizes(url: string, refreshes: number): Promise<StreamSizes> {
  const began = performance.now();
  let firstPictureMs = 0;
  const diffKb: number[] = [];
  for await (const { name, text } of eventsAt(url)) {
    if (name === "snapshot") firstPictureMs ||= performance.now() - began;
    if (name === "diff") diffKb.push(kbOf(text));
    if (diffKb.length >= refreshes) break;
  }
  // Who comes now is sent the latencies, too.
  for await (const { name, text } of eventsAt(url)) {
    if (name === "snapshot") return { firstPictureMs, snapshotKb: kbOf(text), diffKb };
  }
  throw new Error("The stream ended without a picture.");
}

function kbOf(event: string): number {
  return deflateRawSync(event).length / 1000;
}
