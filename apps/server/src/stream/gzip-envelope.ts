import { type Checksum, crcWith } from "./checksum.ts";

/** Around deflate blocks made elsewhere: what makes them one gzip file (RFC 1952). */
export interface GzipEnvelope {
  readonly header: Buffer;
  /** What was sent, in order: the checksum of the plain bytes and their number. */
  counted(checksum: Checksum, bytes: number): void;
  /** The last, empty block with checksum and length. */
  trailer(): Buffer;
}

/** Magic number, method deflate, no flags, no time, no extra flags, system unknown. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const lastBlock = [0x03, 0x00];

export function createGzipEnvelope(): GzipEnvelope {
  let checksum = 0;
  let length = 0;
  return {
    header,
    counted: (of, bytes) => {
      checksum = crcWith(checksum, of);
      length = (length + bytes) % 2 ** 32;
    },
    trailer: () => {
      const trailer = Buffer.alloc(lastBlock.length + 8);
      trailer.set(lastBlock);
      trailer.writeUInt32LE(checksum, lastBlock.length);
      trailer.writeUInt32LE(length, lastBlock.length + 4);
      return trailer;
    },
  };
}
