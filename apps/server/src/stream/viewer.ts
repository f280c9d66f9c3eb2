import type { Writable } from "node:stream";
import { type Frame, frameOf } from "./frames.ts";
import { createGzipEnvelope } from "./gzip-envelope.ts";

/** One open event stream. */
export interface Viewer {
  /** False when the viewer reads too slowly: it is sent nothing until it has caught up. */
  send(frame: Frame): boolean;
  end(): void;
}

export interface ViewerOptions {
  readonly gzip: boolean;
  /** Bytes that may wait for a slow reader. */
  readonly limitBytes: number;
  /** A viewer that was left behind has read everything: it needs a snapshot now. */
  readonly onCaughtUp: () => void;
}

const heartbeatMs = 15_000;
/** A reader that takes nothing for this long is gone. */
const abandonMs = 60_000;
const heartbeat = frameOf(": still here\n\n");

export function createViewer(out: Writable, options: ViewerOptions): Viewer {
  const envelope = options.gzip ? createGzipEnvelope() : undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let waitingBytes = 0;
  let isBehind = false;
  let abandon: ReturnType<typeof setTimeout> | undefined;
  // Proxies close quiet connections; a comment line keeps this one open.
  const beat = setInterval(() => send(heartbeat), heartbeatMs);

  if (envelope !== undefined) out.write(envelope.header);
  send(frameOf("retry: 2000\n\n"));
  out.on("close", () => {
    clearInterval(beat);
    clearTimeout(abandon);
  });

  async function write(frame: Frame): Promise<void> {
    const bytes = envelope === undefined ? frame.plain : await frame.deflated();
    waitingBytes -= frame.plain.length;
    if (out.destroyed || out.writableEnded) return;
    envelope?.counted(frame.plain);
    out.write(bytes);
  }

  function send(frame: Frame): boolean {
    if (isBehind) return false;
    if (out.writableLength + waitingBytes > options.limitBytes) {
      leaveBehind();
      return false;
    }
    waitingBytes += frame.plain.length;
    tail = tail.then(() => write(frame)).catch((error: Error) => out.destroy(error));
    return true;
  }

  function leaveBehind(): void {
    isBehind = true;
    abandon = setTimeout(() => out.destroy(), abandonMs);
    const caughtUp = () => {
      clearTimeout(abandon);
      isBehind = false;
      options.onCaughtUp();
    };
    // What waits for compression has not reached the stream, which may therefore have nothing to drain.
    tail = tail.then(() => {
      if (out.writableNeedDrain) out.once("drain", caughtUp);
      else if (!out.destroyed) caughtUp();
    });
  }

  return {
    send,
    end: () => {
      clearInterval(beat);
      clearTimeout(abandon);
      isBehind = true;
      tail = tail.then(() => {
        if (!out.destroyed) out.end(envelope?.trailer());
      });
    },
  };
}
