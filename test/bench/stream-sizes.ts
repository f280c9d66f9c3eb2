import { deflateRawSync } from "node:zlib";

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
  for await (const { name, kb } of eventsAt(url)) {
    if (name === "snapshot") firstPictureMs ||= performance.now() - began;
    if (name === "diff") diffKb.push(kb);
    if (diffKb.length >= refreshes) break;
  }
  // Who comes now is sent the latencies, too.
  for await (const { name, kb } of eventsAt(url)) {
    if (name === "snapshot") return { firstPictureMs, snapshotKb: kb, diffKb };
  }
  throw new Error("The stream ended without a picture.");
}

async function* eventsAt(url: string): AsyncGenerator<{ readonly name: string; readonly kb: number }> {
  const leave = new AbortController();
  const headers = { "accept-encoding": "identity" };
  const response = await fetch(`${url}/api/topology/stream`, { headers, signal: leave.signal });
  try {
    for await (const event of eventsOf(response)) {
      const [, name = ""] = /^event: (.*)$/m.exec(event) ?? [];
      yield { name, kb: deflateRawSync(event).length / 1000 };
    }
  } finally {
    leave.abort();
  }
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
