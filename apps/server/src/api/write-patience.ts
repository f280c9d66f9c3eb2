/** A write is finished even when the asker has left. Longer than all the cluster's answers it needs. */
export function writePatience(): AbortSignal {
  return AbortSignal.timeout(30_000);
}
