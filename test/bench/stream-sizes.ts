import { deflateRawSync } from "node:zlib";

interface StreamSizes {
  /** Ms from asking to the last byte of the first picture. */
  readonly firstPictureMs: number;
  /** kB, compressed as the server does it. */
  readonly snapshotKb: number;
  /** kB of each refresh, in order. */
  readonly diffKb: readonly number[];
}

/** Watches for so many refreshes. */
export async function readStreamSizes(url: string, refreshes: number): Promise<StreamSizes> {
  const leave = new AbortController();
  const began = performance.now();
  const response = await fetch(`${url}/api/topology/stream`, {
    headers: { "accept-encoding": "identity" },
    signal: leave.signal,
  });
  let firstPictureMs = 0;
  let snapshotKb = 0;
  const diffKb: number[] = [];
  for await (const event of eventsOf(response)) {
    const kb = deflateRawSync(event).length / 1000;
    if (/^event: snapshot$/m.test(event)) {
      firstPictureMs ||= performance.now() - began;
      snapshotKb = kb;
    } else if (/^event: diff$/m.test(event)) diffKb.push(kb);
    if (diffKb.length >= refreshes) break;
  }
  leave.abort();
  return { firstPictureMs, snapshotKb, diffKb };
}

async function* eventsOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of response.body ?? []) {
    const text = decoder.decode(chunk, { stream: true });
    parts.push(text);
    if (!text.endsWith("\n\n")) continue;
    const events = parts.join("").split("\n\n");
    parts = [];
    yield* events.filter((event) => event !== "");
  }
}
