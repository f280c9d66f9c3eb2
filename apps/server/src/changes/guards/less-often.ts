const silentMs = 300_000;

/** The same mishap is told once in a while: what is tried every few seconds would fill a log with it. */
export function lessOften(
  onMishap: (error: unknown, doing: string) => void,
  now: () => number,
): (error: unknown, doing: string) => void {
  const toldAt = new Map<string, number>();
  return (error, doing) => {
    const at = now();
    for (const [key, then] of toldAt) if (at - then >= silentMs) toldAt.delete(key);
    const key = `${doing}\n${error}`;
    if (toldAt.has(key)) return;
    toldAt.set(key, at);
    onMishap(error, doing);
  };
}
