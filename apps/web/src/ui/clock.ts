/**
 * Instants on a 24 hour clock, in the reader's own time zone or in UTC, as they chose. `at`: RFC 3339 or ms since epoch.
 */
export type Zone = "local" | "utc";

const dayMs = 86_400_000;
let zone: Zone = "local";
let formats = formatsIn(zone);

function formatsIn(chosen: Zone) {
  const inZone = chosen === "utc" ? { timeZone: "UTC" } : {};
  const format = (parts: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { ...parts, ...inZone });
  return {
    second: format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    minute: format({ hour: "2-digit", minute: "2-digit" }),
    weekday: format({ weekday: "short" }),
    day: format({ day: "numeric", month: "short" }),
    date: format({ weekday: "short", day: "numeric", month: "short", year: "numeric" }),
    zone: format({ timeZoneName: "short" }),
  };
}

/** The zone all times are told in from now on; what is on screen has to be drawn again. */
export function tellTimesIn(chosen: Zone): void {
  zone = chosen;
  formats = formatsIn(chosen);
}

export function zoneInUse(): Zone {
  return zone;
}

/** "03:14:20" */
export function clock(at: string | number): string {
  return formats.second.format(new Date(at));
}

/** "03:14:20 GMT+2" */
export function exactClock(at: string | number): string {
  return `${clock(at)} ${timeZone(new Date(at).getTime())}`;
}

/** "Fri, 20 Nov 2026" */
export function calendarDay(at: string | number): string {
  return formats.date.format(new Date(at));
}

/** "03:02" on the same day as `now`, "Thu 16:42" within a week, "12 Nov 16:42" before. */
export function moment(at: string | number, now: string | number): string {
  const [then, present] = [new Date(at).getTime(), new Date(now).getTime()];
  return `${dayBefore(then, present)}${formats.minute.format(then)}`;
}

/** A sentence of the server with its instants (RFC 3339) as all others on screen. */
export function momentsInWords(sentence: string, now: string | number): string {
  return sentence.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (instant) => moment(instant, now));
}

/** "Thu " or "12 Nov " before a time of another day than `now`; nothing on the same day. */
export function dayBefore(at: number, now: number): string {
  if (calendarDay(at) === calendarDay(now)) return "";
  return `${(Math.abs(now - at) < 6 * dayMs ? formats.weekday : formats.day).format(at)} `;
}

/** "UTC", "GMT+2": the zone every time on screen is in. */
export function timeZone(at: number): string {
  const parts = formats.zone.formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

/** What is to be added to UTC for the time on screen, ms. */
export function zoneOffsetMs(at: number): number {
  return zone === "utc" ? 0 : -new Date(at).getTimezoneOffset() * 60_000;
}
