const BLOCK = 65_536;
/** Tag of a literal whose length, less one, follows in two bytes. */
const LITERAL_WITH_TWO_BYTE_LENGTH = 61 << 2;

/**
 * Wraps bytes in the snappy block format without compressing them: remote write wants the format, and to a
 * Prometheus on the same machine small is no gain
 * (https://github.com/google/snappy/blob/main/format_description.txt).
 */
export function snappyFrame(bytes: Uint8Array): Buffer {
  const blocks = Math.ceil(bytes.length / BLOCK);
  const out = Buffer.allocUnsafe(5 + blocks * 3 + bytes.length);
  let used = 0;
  let rest = bytes.length;
  while (rest > 127) {
    out[used++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  out[used++] = rest;
  for (let from = 0; from < bytes.length; from += BLOCK) {
    const block = bytes.subarray(from, from + BLOCK);
    out[used++] = LITERAL_WITH_TWO_BYTE_LENGTH;
    used = out.writeUInt16LE(block.length - 1, used);
    out.set(block, used);
    used += block.length;
  }
  return out.subarray(0, used);
}
