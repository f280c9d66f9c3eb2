const LENGTH_DELIMITED = 2;
const FIXED_64 = 1;
const VARINT = 0;
/** Fewer are copied one by one, which is faster than a call. */
const FEW_BYTES = 16;

/**
 * Writes protocol buffers: as much of them as remote write needs
 * (https://protobuf.dev/programming-guides/encoding).
 */
export function createProtobufWriter(initialBytes = 1 << 16) {
  let space = Buffer.allocUnsafe(initialBytes);
  let used = 0;

  const make = (room: number) => {
    if (used + room <= space.length) return;
    const larger = Buffer.allocUnsafe(Math.max(space.length * 2, used + room));
    space.copy(larger, 0, 0, used);
    space = larger;
  };
  const varint = (value: number) => {
    make(10);
    let rest = value;
    while (rest > 127) {
      space[used++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    space[used++] = rest;
  };
  return {
    bytesField(field: number, bytes: Uint8Array) {
      varint(field * 8 + LENGTH_DELIMITED);
      varint(bytes.length);
      make(bytes.length);
      space.set(bytes, used);
      used += bytes.length;
    },
    /** The head of an embedded message of so many bytes; its fields follow. */
    messageHead(field: number, length: number) {
      varint(field * 8 + LENGTH_DELIMITED);
      varint(length);
    },
    raw(bytes: Uint8Array) {
      make(bytes.length);
      if (bytes.length > FEW_BYTES) space.set(bytes, used);
      else for (let at = 0; at < bytes.length; at += 1) space[used + at] = bytes[at] ?? 0;
      used += bytes.length;
    },
    doubleField(field: number, value: number) {
      varint(field * 8 + FIXED_64);
      make(8);
      used = space.writeDoubleLE(value, used);
    },
    /** Eight bytes as they are. */
    fixedField(field: number, bits: bigint) {
      varint(field * 8 + FIXED_64);
      make(8);
      used = space.writeBigUInt64LE(bits, used);
    },
    /** Non-negative whole numbers below 2^53. */
    wholeField(field: number, value: number) {
      varint(field * 8 + VARINT);
      varint(value);
    },
    bytes: () => space.subarray(0, used),
  };
}
