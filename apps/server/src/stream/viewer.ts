import type { Writable } from "node:stream";
import { createFrameQueue } from "./frame-queue.ts";
import { type Frame, frameOf } from "./frames.ts";
import type { Turns } from "./turns.ts";

/** One open event stream. */
export interface Viewer {
  /** False when the viewer reads too slowly: it is sent nothing until it has caught up. */
  send(frame: Frame): boolean;
  end(): void;
}

export interface ViewerOptions {
  readonly gzip: boolean;
  /** To write in. */
  readonly turns: Turns;
  /** Bytes that may wait for a slow reader. */
  readonly limitBytes: number;
  /** A viewer that was left behind has read everything: it needs a snapshot now. */
  readonly onCaughtUp: () => void;
}

const heartbeatMs = 15_000;
/** A reader that takes nothing for this long is gone. */
const abandonMs = 60_000;
// One of each for all: compressing takes a quarter of a megabyte for a moment, and hundreds may come at once.
const welcome = frameOf(Buffer.from("retry: 2000\n\n"));
const heartbeat = frameOf(Buffer.from(": still here\n\n"));

export function createViewer(out: Writable, { gzip, turns, limitBytes, onCaughtUp }: ViewerOptions): Viewer {
  const queue = createFrameQueue(out, gzip, turns);
  let isBehind = false;
  let abandon: ReturnType<typeof setTimeout> | undefined;

  function send(frame: Frame): boolean {
    if (isBehind) return false;
    if (queue.waitingBytes() > limitBytes) {
      leaveBehind();
      return false;
    }
    queue.push(frame);
    return true;
  }

  function leaveBehind(): void {
    isBehind = true;
    abandon = setTimeout(() => out.destroy(), abandonMs);
    const caughtUp = () => {
      clearTimeout(abandon);
      isBehind = false;
      onCaughtUp();
    };
    // What waits for compression has not reached the stream, which may therefore have nothing to drain.
    queue.afterwards(() => {
      if (out.writableNeedDrain) out.once("drain", caughtUp);
      else if (!out.destroyed) caughtUp();
    });
  }

  send(welcome);
  // Proxies close quiet connections; a comment line keeps this one open.
  const beat = setInterval(() => send(heartbeat), heartbeatMs);
  const stopTimers = () => {
    clearInterval(beat);
    clearTimeout(abandon);
  };
  out.on("close", stopTimers);

  return {
    send,
    end: () => {
      stopTimers();
      isBehind = true;
      queue.end();
    },
  };
}
