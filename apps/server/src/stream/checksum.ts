import { crc32 } from "node:zlib";

/** Of some bytes: their own CRC-32, and what their number does to the CRC-32 of whatever stands before them. */
export interface Checksum {
  readonly crc: number;
  readonly shift: number;
}

export function checksumOf(bytes: Uint8Array): Checksum {
  return { crc: crc32(bytes), shift: shiftBy(bytes.length) };
}

/** The CRC-32 of bytes with this one, followed by those of the checksum: without reading any of them. */
export function crcWith(before: number, { crc, shift }: Checksum): number {
  return (product(shift, before) ^ crc) >>> 0;
}

// A CRC is a polynomial over bits, its highest power in the lowest bit: bytes that follow multiply what stands before
// them by x to eight times their number, modulo the polynomial of the checksum.
const modulus = 0xedb88320;
const one = 0x80000000;
const x = 0x40000000;
const bitsOfByte = 8;

function product(a: number, b: number): number {
  let sum = 0;
  let factor = b;
  for (let bit = one; bit !== 0; bit >>>= 1) {
    if ((a & bit) !== 0) sum ^= factor;
    factor = (factor & 1) === 1 ? (factor >>> 1) ^ modulus : factor >>> 1;
  }
  return sum;
}

function shiftBy(bytes: number): number {
  let shift = one;
  let square = x;
  for (let rest = bytes * bitsOfByte; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) shift = product(square, shift);
    square = product(square, square);
  }
  return shift;
}
