/** RFC 3339 in UTC, from Unix seconds. */
export function formatInstant(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString();
}

/** A sentence for people; `now`: Unix seconds. */
export function liesInTheFuture(now: number): string {
  return `That moment lies in the future; it is ${formatInstant(now).slice(11, 19)} UTC now.`;
}

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/;
const unixSeconds = /^\d{1,12}(\.\d{1,6})?$/;

/** Unix seconds of an RFC 3339 instant or of Unix seconds as text; undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  if (unixSeconds.test(text)) return Number(text);
  // A plus in a query string arrives as a blank unless it was escaped.
  const restored = text.replace(/ (\d\d:\d\d)$/, "+$1");
  if (!rfc3339.test(restored) || !isDay(restored.slice(0, 10))) return undefined;
  const parsed = Date.parse(restored);
  return Number.isNaN(parsed) ? undefined : parsed / 1000;
}

/** `Date` takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
