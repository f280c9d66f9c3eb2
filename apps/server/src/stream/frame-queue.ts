import type { Writable } from "node:stream";
import type { Frame } from "./frames.ts";
import { createGzipEnvelope } from "./gzip-envelope.ts";
import type { Turns } from "./turns.ts";

/** Writes frames in order, compressed where that was agreed; the bytes of a frame may take a while to make. */
export interface FrameQueue {
  push(frame: Frame): void;
  /** Runs when everything pushed so far has been handed to the stream. */
  afterwards(run: () => void): void;
  /** Handed over or not, and not taken by the reader yet. */
  waitingBytes(): number;
  end(): void;
}

/** `turns`: shared by all queues, for one event is written to hundreds at once. */
export function createFrameQueue(out: Writable, gzip: boolean, turns: Turns): FrameQueue {
  const envelope = gzip ? createGzipEnvelope() : undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let unmadeBytes = 0;
  if (envelope !== undefined) out.write(envelope.header);

  async function write(frame: Frame): Promise<void> {
    const bytes = envelope === undefined ? frame.plain : await frame.deflated();
    await turns.take();
    unmadeBytes -= frame.plain.length;
    if (out.destroyed || out.writableEnded) return;
    envelope?.counted(frame.checksum(), frame.plain.length);
    out.write(bytes);
  }

  return {
    push: (frame) => {
      unmadeBytes += frame.plain.length;
      tail = tail.then(() => write(frame)).catch((error: Error) => out.destroy(error));
    },
    afterwards: (run) => {
      tail = tail.then(run);
    },
    waitingBytes: () => out.writableLength + unmadeBytes,
    end: () => {
      tail = tail.then(() => {
        if (!out.destroyed) out.end(envelope?.trailer());
      });
    },
  };
}
