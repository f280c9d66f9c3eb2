import { type ByteText, byteTextOf } from "./byte-text.ts";

/** Keeps texts one behind the other. */
export interface TextStore {
  /** Of all texts; another one once it had to grow. */
  readonly all: () => ByteText;
  /** Gives where the copy begins. */
  keep(bytes: Uint8Array): number;
}

export function createTextStore(): TextStore {
  let store: ByteText = byteTextOf(Buffer.alloc(0));
  let end = 0;
  return {
    all: () => store,
    keep: (bytes) => {
      const at = end;
      end += bytes.length;
      if (end > store.bytes.length) store = byteTextOf(grown(store.bytes, end));
      store.bytes.set(bytes, at);
      return at;
    },
  };
}

const leastBytes = 64 * 1024;

function grown(bytes: Buffer, length: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.max(2 * bytes.length, length, leastBytes));
  larger.set(bytes);
  return larger;
}
