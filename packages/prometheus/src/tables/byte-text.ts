/** A text in UTF-8, and the same bytes to be read several at a time. */
export interface ByteText {
  readonly bytes: Buffer;
  readonly view: DataView;
}

export function byteTextOf(bytes: Buffer): ByteText {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
}

/** From here on calling what is built in costs less than eight at a time, and much less before code is optimised. */
const long = 256;

/** Whether `length` bytes from `at` on are those of `other` from `otherAt` on. Both must have as many. */
export function isSame(text: ByteText, at: number, other: ByteText, otherAt: number, length: number): boolean {
  if (length >= long) return text.bytes.compare(other.bytes, otherAt, otherAt + length, at, at + length) === 0;
  const eighths = length - 8;
  for (let i = 0; i < eighths; i += 8) if (differAt(text.view, at + i, other.view, otherAt + i)) return false;
  if (eighths >= 0) return !differAt(text.view, at + eighths, other.view, otherAt + eighths);
  for (let i = 0; i < length; i++) if (text.bytes[at + i] !== other.bytes[otherAt + i]) return false;
  return true;
}

/** Eight bytes. Numbers of 64 bits are objects until code is optimised, and where it is not. */
function differAt(view: DataView, at: number, other: DataView, otherAt: number): boolean {
  const first = view.getInt32(at, true) ^ other.getInt32(otherAt, true);
  return (first | (view.getInt32(at + 4, true) ^ other.getInt32(otherAt + 4, true))) !== 0;
}

/** Of 32 bits, going on from another one. */
export function hashOf(view: DataView, at: number, length: number, from: number): number {
  let hash = from ^ length;
  const end = at + length;
  let i = at;
  for (; i + 4 <= end; i += 4) hash = mixed(hash, view.getInt32(i, true));
  for (; i < end; i++) hash = mixed(hash, view.getUint8(i));
  return hash;
}

function mixed(hash: number, bits: number): number {
  const product = Math.imul(hash ^ bits, 0x9e3779b1);
  return product ^ (product >>> 15);
}
