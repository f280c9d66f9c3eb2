/** Scrapes are in Prometheus a moment after their time. */
const lagSeconds = 1;

/** The newest multiple of `everySeconds` whose samples are there. Unix seconds in and out. */
export function alignedInstant(now: number, everySeconds: number): number {
  return Math.floor((now - lagSeconds) / everySeconds) * everySeconds;
}

/** When the multiple after that can be looked at. Unix seconds in and out. */
export function nextAlignedLook(now: number, everySeconds: number): number {
  return alignedInstant(now, everySeconds) + everySeconds + lagSeconds;
}
