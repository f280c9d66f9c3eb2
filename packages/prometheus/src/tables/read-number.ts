import { numberOf } from "../read-rows.ts";

const [zero, point] = [0x30, 0x2e];

/** Each is exact as a number. */
const powersOfTen = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
/** Two whole numbers of so many digits fit into 32 bits each. */
const halfDigits = 9;

/**
 * The number that is written from `from` to `to`: what `numberOf` makes of that text, without making the text where it
 * is up to 18 digits with a point among them.
 */
export function readNumber(bytes: Buffer, from: number, to: number): number {
  let upper = 0;
  let lower = 0;
  let digits = 0;
  let pointAt = to;
  for (let at = from; at < to; at++) {
    const sign = bytes[at] ?? 0;
    const digit = sign - zero;
    if (digit < 0 || digit > 9) {
      if (sign !== point || pointAt !== to) return otherNumber(bytes, from, to);
      pointAt = at;
    } else if (digits < halfDigits) {
      upper = upper * 10 + digit;
      // Zeros in front are none of its digits.
      if (upper !== 0) digits += 1;
    } else if (digits < 2 * halfDigits) {
      lower = lower * 10 + digit;
      digits += 1;
    } else return otherNumber(bytes, from, to);
  }
  const divisor = powersOfTen[pointAt === to ? 0 : to - pointAt - 1];
  if (divisor === undefined || pointAt === from || pointAt === to - 1) return otherNumber(bytes, from, to);
  const head = upper * (powersOfTen[Math.max(0, digits - halfDigits)] ?? 1);
  // Whole numbers up to here are exact, and so is all that the division is given.
  if (head + lower <= Number.MAX_SAFE_INTEGER) return (head + lower) / divisor;
  return roundedSum(head, lower, divisor) ?? otherNumber(bytes, from, to);
}

function otherNumber(bytes: Buffer, from: number, to: number): number {
  return numberOf(bytes.toString("utf8", from, to));
}

/** The share of a sum that is certainly more than what rounding takes from its lesser part: 2 ** -26 of it, to 53 bits. */
const doubt = 2 ** -77;

/**
 * The number nearest to `(head + lower) / divisor`, of which `lower` is much less; undefined where what is rounded on the
 * way leaves open which of two it is. What dividing `head` leaves over is known exactly.
 */
function roundedSum(head: number, lower: number, divisor: number): number | undefined {
  const quotient = head / divisor;
  const rest = (restOf(head, quotient, divisor) + lower) / divisor;
  const most = quotient + (rest + quotient * doubt);
  return most === quotient + (rest - quotient * doubt) ? most : undefined;
}

/** `head - quotient * divisor` without rounding anything (Dekker's product). */
function restOf(head: number, quotient: number, divisor: number): number {
  const product = quotient * divisor;
  const quotientUpper = upperHalf(quotient);
  const divisorUpper = upperHalf(divisor);
  const quotientLower = quotient - quotientUpper;
  const divisorLower = divisor - divisorUpper;
  const over =
    quotientUpper * divisorUpper -
    product +
    quotientUpper * divisorLower +
    quotientLower * divisorUpper +
    quotientLower * divisorLower;
  return head - product - over;
}

/** Its upper 26 bits. */
function upperHalf(number: number): number {
  const spread = number * (2 ** 27 + 1);
  return spread - (spread - number);
}
