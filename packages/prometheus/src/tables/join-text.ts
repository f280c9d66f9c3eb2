import { type ByteText, byteTextOf } from "./byte-text.ts";

let store = Buffer.alloc(0);

/**
 * The next piece of a text behind what of it was not read yet. Whoever joins texts next does so in the same memory: what
 * is not read until then must be copied.
 */
export function joined(unread: Uint8Array, piece: Uint8Array): ByteText {
  const length = unread.length + piece.length;
  if (length > store.length) store = Buffer.alloc(2 * length);
  store.set(unread);
  store.set(piece, unread.length);
  return byteTextOf(store.subarray(0, length));
}
