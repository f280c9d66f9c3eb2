/** Of `k` out of `n` at their own share, but for what is the same at every share. */
export function logLikelihood(k: number, n: number): number {
  if (n <= 0 || k <= 0 || k >= n) return 0;
  return k * Math.log(k / n) + (n - k) * Math.log(1 - k / n);
}
