/** The outcome of the work, or the signal's reason where that comes first; the work itself is not stopped. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    // A combined signal with a listener lives as long as the longest-lived of its parts.
    signal.removeEventListener("abort", abort);
  }
}
