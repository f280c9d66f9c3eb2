import type { DurationForm } from "./duration-form.ts";
import { type RatesOf, rawRates } from "./recorded/recorded-rates.ts";

/** For buckets. What is recorded knows no proxies apart: where some have bounds of their own it would be wrong. */
export function bucketRatesOf({ partialBounds }: Pick<DurationForm, "partialBounds">, ratesOf: RatesOf): RatesOf {
  return partialBounds.length === 0 ? ratesOf : rawRates;
}
