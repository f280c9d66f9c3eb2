import fc from "fast-check";
import { expect, it } from "vitest";
import { byteTextOf, isSame } from "./byte-text.ts";

const bytes = fc.uint8Array({ maxLength: 300, size: "max" });
const textOf = (...parts: readonly Uint8Array[]) => byteTextOf(Buffer.concat(parts));

it("is the same where all bytes are, wherever they stand", () =>
  fc.assert(
    fc.property(bytes, bytes, bytes, (text, before, otherBefore) => {
      const [one, other] = [textOf(before, text), textOf(otherBefore, text)];
      expect(isSame(one, before.length, other, otherBefore.length, text.length)).toBe(true);
    }),
  ));

it("is not the same where one byte differs", () =>
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 300, size: "max" }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (text, place, by) => {
        const at = place % text.length;
        const other = text.with(at, (text[at] ?? 0) ^ by);
        expect(isSame(textOf(text), 0, textOf(other), 0, text.length)).toBe(false);
      },
    ),
  ));
