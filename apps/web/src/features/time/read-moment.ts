import {
  type InstantOfWall,
  instantOfWall,
  type OffsetMs,
  startOfDay,
  type WallMs,
  wallOf,
} from "../../ui/wall-clock.ts";
import { readDay } from "./calendar-days.ts";
import { readDuration } from "./durations.ts";
import { findTimeOfDay } from "./time-of-day.ts";

/** What was typed into the field of moments. */
export type TypedMoment = { readonly kind: "live" } | ({ readonly kind: "moment" } & InstantOfWall);

/**
 * "2h ago", "-90m", "yesterday 14:00", "02:14", "fri 9am", "20 Nov 03:02", RFC 3339, Unix seconds; `undefined` when it
 * is none of them. Of what may mean several moments the newest that has been is meant. `now`: ms since epoch.
 * `offsetMs`: of the zone on screen.
 */
export function readMoment(typed: string, now: number, offsetMs: OffsetMs): TypedMoment | undefined {
  const text = typed.toLowerCase().replace(/−/g, "-").replace(/,/g, " ").trim().replace(/\s+/g, " ");
  if (text === "now" || text === "live") return { kind: "live" };
  const seconds = secondsAgo(text);
  if (seconds !== undefined) return { kind: "moment", at: wholeSeconds(now - seconds * 1000) };
  const unix = /^(\d{9,11})(\d{3})?(?:\.\d+)?$/.exec(text)?.[1];
  if (unix !== undefined) return { kind: "moment", at: Number(unix) * 1000 };
  const instant = readWall(text, now, offsetMs);
  return instant && { kind: "moment", ...instant };
}

/** "2h ago", "-90m", "now-15m", "2h" */
function secondsAgo(text: string): number | undefined {
  return readDuration(text.replace(/^(?:now)? ?- ?/, "").replace(/ ago$/, ""));
}

function readWall(text: string, now: number, zone: OffsetMs): InstantOfWall | undefined {
  const time = findTimeOfDay(text);
  const offsetMs = time?.offsetMs ?? zone;
  const wallNow = wallOf(wholeSeconds(now), offsetMs);
  if (time === undefined && text === "") return undefined;
  const day = readDay(time === undefined ? text : time.rest, wallNow);
  if (day === undefined) return undefined;
  const timeMs = time?.ms ?? (day.isNear ? wallNow - startOfDay(wallNow) : 0);
  const at = (midnight: WallMs) => instantOfWall(midnight + timeMs, offsetMs);
  const meant = at(day.midnight);
  const earlier = meant.at > now ? day.earlier?.(day.midnight) : undefined;
  return earlier === undefined ? meant : at(earlier);
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
