import { promisify } from "node:util";
import { constants, deflateRaw } from "node:zlib";
import type { RouteChange } from "@fyr/contract";
import type { ObserverEvent } from "../observer/observer.ts";

/** What is sent to viewers. */
export type OutgoingEvent = ObserverEvent | { readonly event: "change"; readonly data: RouteChange };

/** One event in bytes, as it is and as deflate blocks that stand for themselves. */
export interface Frame {
  readonly plain: Buffer;
  readonly deflated: () => Promise<Buffer>;
}

const compress = promisify(deflateRaw);

/**
 * A fresh context and an ending on a byte border: such blocks can follow each other in any gzip stream, so each event
 * is compressed once for all viewers.
 */
export function frameOf(text: string): Frame {
  const plain = Buffer.from(text);
  let deflated: Promise<Buffer> | undefined;
  return {
    plain,
    deflated: () => {
      deflated ??= compress(plain, { finishFlush: constants.Z_SYNC_FLUSH });
      return deflated;
    },
  };
}

/** The frame of an event, made once per event however many viewers there are. */
export function createFrameMaker(onFrame: (event: string, bytes: number) => void): (event: OutgoingEvent) => Frame {
  // Snapshots are made per viewer; what is in them is the same object for all.
  const frames = new WeakMap<object, Frame>();
  return (event) => {
    const known = frames.get(event.data);
    if (known !== undefined) return known;
    const id = "id" in event ? `id: ${event.id}\n` : "";
    const frame = frameOf(`${id}event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`);
    frames.set(event.data, frame);
    onFrame(event.event, frame.plain.length);
    return frame;
  };
}
