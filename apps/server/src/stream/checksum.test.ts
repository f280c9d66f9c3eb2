import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { checksumOf, crcWith } from "./checksum.ts";

it("sums up what follows as if all had been read in one go", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (some, more) => {
      expect(crcWith(crc32(some), checksumOf(more))).toBe(crc32(Buffer.concat([some, more])));
    }),
  );
});

it("knows long ones too", () => {
  const long = Buffer.alloc(3_000_001, "map");
  expect(crcWith(crc32("a"), checksumOf(long))).toBe(crc32(long, crc32("a")));
});
