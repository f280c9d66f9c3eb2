/** The window an answer is of, and the one asked for where that was too narrow to be trusted. */
export function answeredWindow(
  asked: number,
  windowSeconds: number,
): { readonly windowSeconds: number; readonly requestedWindowSeconds?: number } {
  return asked === windowSeconds ? { windowSeconds } : { windowSeconds, requestedWindowSeconds: asked };
}
