import { promisify } from "node:util";
import { constants, deflateRaw } from "node:zlib";
import type { ObjectChange, RouteChange } from "@fyr/contract";
import { snapshotOf } from "@fyr/topology";
import type { GuardEvent } from "../changes/guards/board.ts";
import type { SentEvent } from "../observer/any-observer.ts";
import type { ObserverEvent } from "../observer/observer.ts";
import { type Checksum, checksumOf } from "./checksum.ts";

type EventWithData =
  | ObserverEvent
  | GuardEvent
  | { readonly event: "change"; readonly data: RouteChange }
  | { readonly event: "edit"; readonly data: ObjectChange };

/** What is sent to viewers. */
export type OutgoingEvent = EventWithData | SentEvent;

/** One event in bytes, as it is and as deflate blocks that stand for themselves. */
export interface Frame {
  readonly plain: Buffer;
  readonly deflated: () => Promise<Buffer>;
  /** Of the plain bytes. */
  readonly checksum: () => Checksum;
}

const compress = promisify(deflateRaw);

/**
 * A fresh context and an ending on a byte border: such blocks can follow each other in any gzip stream, so each event
 * is compressed, and its checksum taken, once for all viewers.
 */
export function frameOf(plain: Buffer): Frame {
  let deflated: Promise<Buffer> | undefined;
  let checksum: Checksum | undefined;
  return {
    plain,
    deflated: () => {
      deflated ??= compress(plain, { finishFlush: constants.Z_SYNC_FLUSH });
      return deflated;
    },
    checksum: () => {
      checksum ??= checksumOf(plain);
      return checksum;
    },
  };
}

/** The frame of an event, made once per event however many viewers there are. */
export function createFrameMaker(onFrame: (event: string, bytes: number) => void): (event: OutgoingEvent) => Frame {
  // Snapshots are made per viewer; what is in them is the same object for all.
  const frames = new WeakMap<object, Frame>();
  return (event) => {
    const same = "bytes" in event ? event : event.data;
    const known = frames.get(same);
    if (known !== undefined) return known;
    const frame = frameOf("bytes" in event ? event.bytes : Buffer.from(eventText(event)));
    frames.set(same, frame);
    onFrame(event.event, frame.plain.length);
    return frame;
  };
}

/** A server-sent event. A whole picture crosses in columns. */
export function eventText(event: EventWithData): string {
  const id = "id" in event ? `id: ${event.id}\n` : "";
  const data = event.event === "snapshot" ? snapshotOf(event.data) : event.data;
  return `${id}event: ${event.event}\ndata: ${JSON.stringify(data)}\n\n`;
}
