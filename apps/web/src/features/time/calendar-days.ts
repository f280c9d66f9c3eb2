import { dayMs, startOfDay, type WallMs, wallDate } from "../../ui/wall-clock.ts";

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdayName = /^(?:last )?((?:sun|mon|tue|wed|thu|fri|sat)[a-z]*)\b/;

/** A day as it was typed. */
export interface TypedDay {
  /** Its midnight. */
  readonly midnight: WallMs;
  /** The same words mean a day this much earlier, where this one is still to come; absent: no other is meant. */
  readonly earlier?: (midnight: WallMs) => WallMs | undefined;
  /** Said by how long ago it is: without a time of day, the same time is meant. */
  readonly isNear: boolean;
}

/** "today", "yesterday", "3 days ago", "fri", "2026-11-20", "20 nov", "nov 20 2026"; `""` is the nearest. `now`: on the wall. */
export function readDay(text: string, now: WallMs): TypedDay | undefined {
  const today = startOfDay(now);
  const daysAgo = daysOf(text);
  if (daysAgo !== undefined) return { midnight: today - daysAgo * dayMs, isNear: daysAgo > 0 };
  if (text === "") return { midnight: today, earlier: (midnight) => midnight - dayMs, isNear: true };
  const weekday = weekdayOf(text);
  if (weekday !== undefined) {
    const back = (new Date(today).getUTCDay() - weekday + 7) % 7;
    const isLast = text.startsWith("last ") && back === 0;
    return {
      midnight: today - (isLast ? 7 : back) * dayMs,
      earlier: (midnight) => midnight - 7 * dayMs,
      isNear: true,
    };
  }
  return readDate(text.replace(weekdayName, "").trim(), today);
}

function daysOf(text: string): number | undefined {
  if (text === "today") return 0;
  if (text === "yesterday") return 1;
  const days = /^(\d{1,3}) days? ago$/.exec(text)?.[1];
  return days === undefined ? undefined : Number(days);
}

/** Of a weekday that stands alone. */
function weekdayOf(text: string): number | undefined {
  const [all, name = ""] = weekdayName.exec(text) ?? [];
  const isName = /^(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sat)(?:day)?$/.test(name);
  return all === text && isName ? weekdays.indexOf(name.slice(0, 3)) : undefined;
}

function readDate(text: string, today: WallMs): TypedDay | undefined {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  if (isoYear !== undefined) return fixed(wallDate(Number(isoYear), Number(isoMonth), Number(isoDay)));
  const named = /^(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?$/.exec(text) ?? reordered(text);
  if (named === null) return undefined;
  const [, day, name = "", year] = named;
  const month = monthOf(name);
  if (month === undefined) return undefined;
  if (year !== undefined) return fixed(wallDate(Number(year), month, Number(day)));
  const inYear = (number: number) => wallDate(number, month, Number(day));
  const thisYear = new Date(today).getUTCFullYear();
  const midnight = inYear(thisYear) ?? inYear(thisYear - 1);
  return midnight === undefined
    ? undefined
    : { midnight, earlier: (wall) => inYear(new Date(wall).getUTCFullYear() - 1), isNear: false };
}

/** "nov 20 2026" as "20 nov 2026" is taken apart. */
function reordered(text: string): (string | undefined)[] | null {
  const found = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(text);
  return found && [found[0], found[2], found[1], found[3]];
}

function monthOf(name: string): number | undefined {
  const at = months.indexOf(name.slice(0, 3));
  const full = new Date(Date.UTC(2000, at, 1)).toLocaleString("en", { month: "long", timeZone: "UTC" }).toLowerCase();
  return at >= 0 && full.startsWith(name.replace(/^sept$/, "sep")) ? at + 1 : undefined;
}

function fixed(midnight: WallMs | undefined): TypedDay | undefined {
  return midnight === undefined ? undefined : { midnight, isNear: false };
}
