import fc from "fast-check";
import { expect, it } from "vitest";
import { byteTextOf, isSame } from "./byte-text.ts";

const bytes = fc.uint8Array({ maxLength: 40 });
const viewOf = (...parts: readonly Uint8Array[]) => byteTextOf(Buffer.concat(parts)).view;

it("is the same where all bytes are, wherever they stand", () =>
  fc.assert(
    fc.property(bytes, bytes, bytes, (text, before, otherBefore) => {
      const [view, other] = [viewOf(before, text), viewOf(otherBefore, text)];
      expect(isSame(view, before.length, other, otherBefore.length, text.length)).toBe(true);
    }),
  ));

it("is not the same where one byte differs", () =>
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (text, place, by) => {
        const at = place % text.length;
        const other = text.with(at, (text[at] ?? 0) ^ by);
        expect(isSame(viewOf(text), 0, viewOf(other), 0, text.length)).toBe(false);
      },
    ),
  ));
