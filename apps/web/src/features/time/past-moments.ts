import { zoneOffsetMs } from "../../ui/clock.ts";
import { lasting } from "../../ui/format.ts";
import { instantOfWall } from "../../ui/wall-clock.ts";

/** How far back a press goes, in minutes. */
export const presetMinutes = [5, 10, 15, 30, 60, 120, 180, 360] as const;

/** "−5 min", "−2 h" */
export function presetWords(minutes: number): string {
  return minutes < 60 ? `−${minutes} min` : `−${minutes / 60} h`;
}

export interface Span {
  /** ms since epoch */
  readonly from: number;
  readonly to: number;
}

/** A moment `steps` windows away, or `undefined` for live when that is now or later. */
export function stepped(at: string | undefined, steps: number, windowSeconds: number, now: number): string | undefined {
  const next = (at === undefined ? now : Date.parse(at)) + steps * windowSeconds * 1000;
  return next >= now - 1000 ? undefined : instant(next);
}

/** RFC 3339 of whole seconds. */
export function instant(ms: number): string {
  return new Date(Math.round(ms / 1000) * 1000).toISOString();
}

/** For `<input type="datetime-local">`: the time in the zone on screen, without naming it. */
export function localInput(ms: number): string {
  return new Date(ms + zoneOffsetMs(ms)).toISOString().slice(0, 19);
}

/** What was typed into a datetime-local input, as ms since epoch; `undefined` when it is no time. */
export function fromLocalInput(text: string): number | undefined {
  const wall = Date.parse(`${text}Z`);
  return Number.isNaN(wall) ? undefined : instantOfWall(wall, zoneOffsetMs).at;
}

/** "12 min ago", "1 h 30 min ago", "now" */
export function ago(at: number, now: number): string {
  const seconds = (now - at) / 1000;
  return seconds < 1 ? "now" : `${lasting(seconds)} ago`;
}
