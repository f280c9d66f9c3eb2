/** Failures among requests, both whole numbers. */
export interface Failures {
  readonly failed: number;
  readonly requests: number;
}

/**
 * How likely two shares of failures differ at least as much by chance alone: Fisher's exact test, two-sided, which adds
 * up every table of the same sums that is no likelier than this one (R. A. Fisher 1935). 1 where one had no requests.
 */
export function chanceOfDifference(one: Failures, other: Failures): number {
  const requests = one.requests + other.requests;
  const failed = one.failed + other.failed;
  if (one.requests <= 0 || other.requests <= 0 || failed <= 0 || failed >= requests) return 1;
  const least = Math.max(0, failed - other.requests);
  const most = Math.min(failed, one.requests);
  const logOf = (count: number) => logChoose(one.requests, count) + logChoose(other.requests, failed - count);
  const whole = logChoose(requests, failed);
  // What is as likely must not be left out for the last digit of a logarithm.
  const bound = logOf(one.failed) + 1e-7;
  let sum = 0;
  for (let count = least; count <= most; count++) {
    const log = logOf(count);
    if (log <= bound) sum += Math.exp(log - whole);
  }
  return Math.min(1, sum);
}

function logChoose(of: number, count: number): number {
  return logFactorial(of) - logFactorial(count) - logFactorial(of - count);
}

const small = 256;
const smallFactorials = [0];
for (let n = 1; n < small; n++) smallFactorials.push((smallFactorials[n - 1] ?? 0) + Math.log(n));

/** Exact for small numbers, Stirling's series beyond: its error there is below 1e-15. */
function logFactorial(n: number): number {
  if (n < small) return smallFactorials[n] ?? 0;
  const inverse = 1 / n;
  const correction = inverse / 12 - inverse ** 3 / 360;
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + correction;
}
