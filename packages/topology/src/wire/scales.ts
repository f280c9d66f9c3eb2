import { roundQuantity } from "../wire-grid.ts";

/** How numbers stand on the wire: see `ValueColumnSchema`. */
export type Scale = "whole" | "digits" | "decimals";

const lowestPower = -15;
const highestPower = 15;
const stepsOfPower = 900;
const tens = Array.from({ length: highestPower + 3 }, (_, power) => 10 ** power);
/** Sums of a few steps stay within what can be packed. */
const mostSteps = 2 ** 26;

/** Undefined: this scale has no step for it. */
export function stepOf(value: number, scale: Scale): number | undefined {
  switch (scale) {
    case "whole":
      return Number.isInteger(value) && Math.abs(value) < mostSteps ? value : undefined;
    case "digits":
      return stepOfDigits(value);
    case "decimals": {
      const step = Math.round(value * 10_000);
      return Math.abs(step) < mostSteps && step / 10_000 === value ? step : undefined;
    }
  }
}

export function valueOfStep(step: number, scale: Scale): number {
  switch (scale) {
    case "whole":
      return step;
    case "digits": {
      if (step === 0) return 0;
      const place = step - 1;
      return ofDigits((place % stepsOfPower) + 100, Math.floor(place / stepsOfPower) + lowestPower);
    }
    case "decimals":
      return step / 10_000;
  }
}

/** The step a value is told from: that of the number before, where there was one on this scale. */
export function baseOf(before: unknown, scale: Scale): number {
  return typeof before === "number" ? (stepOf(before, scale) ?? 0) : 0;
}

/** The step next to a number that may lie between two; 0 where there is none. */
export function nearestStep(value: number, scale: Scale): number {
  if (!Number.isFinite(value)) return 0;
  return stepOf(rounded(value, scale), scale) ?? 0;
}

function rounded(value: number, scale: Scale): number {
  switch (scale) {
    case "whole":
      return Math.round(value);
    case "digits":
      return roundQuantity(value);
    case "decimals":
      return Math.round(value * 10_000) / 10_000;
  }
}

function stepOfDigits(value: number): number | undefined {
  if (value === 0) return 0;
  if (!(value > 0)) return undefined;
  let power = Math.floor(Math.log10(value)) - 2;
  if (power < lowestPower || power > highestPower) return undefined;
  let digits = Math.round(power < 0 ? value * tenTo(-power) : value / tenTo(power));
  // The logarithm may be off by the last bit.
  if (digits >= 1000) {
    power += 1;
    digits = 100;
  }
  if (power > highestPower || ofDigits(digits, power) !== value) return undefined;
  return stepsOfPower * (power - lowestPower) + digits - 99;
}

/** Powers of ten up to 22 are exact and one operation rounds once: the very number that its decimal text names. */
function ofDigits(digits: number, power: number): number {
  return power < 0 ? digits / tenTo(-power) : digits * tenTo(power);
}

function tenTo(power: number): number {
  return tens[power] ?? 10 ** power;
}
