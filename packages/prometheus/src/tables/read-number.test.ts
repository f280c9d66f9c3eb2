import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberOf } from "../read-rows.ts";
import { readNumber } from "./read-number.ts";

/** As part of a longer text. */
function read(text: string): number {
  const before = "[5,1";
  const bytes = Buffer.from(`${before}${text}1"]}`);
  return readNumber(bytes, before.length, before.length + Buffer.byteLength(text));
}

const digits = (maxLength: number) => fc.stringMatching(new RegExp(`^[0-9]{0,${maxLength}}$`));
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const fixed = fc.tuple(fc.double({ min: 0, max: 1e15, noNaN: true }), fc.integer({ min: 0, max: 20 }));

describe("a number", () => {
  it.each([
    "0",
    "-0",
    "1",
    "0.016666666666666666",
    "1e-07",
    "1.5e+21",
    "-2.5",
    "NaN",
    "+Inf",
    "-Inf",
    "Inf",
    "",
    ".",
    "5.",
    ".5",
    "007.50",
    "9007199254740993",
    "9007199254740992.5",
    "123456789012345678",
    "1234567890123456789",
    "0.1234567890123456789012",
    "0.00000000000000000000001",
    "0x10",
    " 5",
    "5 ",
    "1_0",
    "1.2.3",
    "5\u00a0",
    "日",
  ])("%j is what its text is", (text) => expect(read(text)).toBe(numberOf(text)));

  it("is any written by JavaScript, as it writes it", () =>
    fc.assert(
      fc.property(finite, (value) => {
        expect(read(`${value}`)).toBe(Number(`${value}`));
      }),
    ));

  it("is any written without an exponent, as Prometheus writes it", () =>
    fc.assert(
      fc.property(fixed, ([value, decimals]) => {
        const text = value.toFixed(decimals);
        expect(read(text)).toBe(Number(text));
      }),
    ));

  it("is any of digits and a point, as `Number` reads it", () =>
    fc.assert(
      fc.property(digits(21), fc.constantFrom("", "."), digits(24), (whole, point, more) => {
        const text = `${whole}${point}${more}`;
        expect(read(text)).toBe(numberOf(text));
      }),
      { numRuns: 2000 },
    ));

  it("is the nearer one where it lies between two by a hair", () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }),
        fc.integer({ min: 1, max: 40 }),
        (bits, halvings) => {
          // Halfway to the number after it, in decimals: exact, and cut to as many digits as are read without a text.
          const scaled = ((2n * bits + 1n) * 10n ** 60n) / 2n ** BigInt(halvings + 1);
          const whole = `${scaled / 10n ** 60n}`;
          const decimals = `${scaled % 10n ** 60n}`.padStart(60, "0");
          for (const length of [16, 17, 18]) {
            const text = `${whole}.${decimals.slice(0, Math.max(1, length - whole.length))}`;
            expect(read(text)).toBe(Number(text));
          }
        },
      ),
      { numRuns: 2000 },
    ));
});
