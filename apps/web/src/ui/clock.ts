/** Instants in the reader's own time zone, on a 24 hour clock. `at`: RFC 3339 or ms since epoch. */
const second = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

const dayMs = 86_400_000;

/** "03:14:20" */
export function clock(at: string | number): string {
  return second.format(new Date(at));
}

/** "03:02" on the same day as `now`, "Thu 16:42" within a week, "12 Nov 16:42" before. */
export function moment(at: string | number, now: string | number): string {
  const then = new Date(at);
  const time = minute.format(then);
  if (then.toDateString() === new Date(now).toDateString()) return time;
  return `${dayName(then.getTime(), new Date(now).getTime())} ${time}`;
}

function dayName(at: number, now: number): string {
  return (Math.abs(now - at) < 6 * dayMs ? weekday : day).format(at);
}

/** "Thu " or "12 Nov " before a time of another day than `now`; nothing on the same day. */
export function dayBefore(at: number, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? "" : `${dayName(at, now)} `;
}

/** "UTC", "GMT+2": the zone every time on screen is in. */
export function timeZone(at: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}
