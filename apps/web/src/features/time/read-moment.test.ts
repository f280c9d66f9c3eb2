import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { exactClock, moment, tellTimesIn } from "../../ui/clock.ts";
import { instantOfWall, wallOf } from "../../ui/wall-clock.ts";
import { readMoment } from "./read-moment.ts";

afterEach(() => tellTimesIn("local"));

const utc = () => 0;
/** Friday */
const now = Date.parse("2026-11-20T03:14:20.000Z");
const said = (text: string, at = now, zone = utc) => {
  const read = readMoment(text, at, zone);
  return read?.kind === "moment" ? new Date(read.at).toISOString() : read?.kind;
};

describe("a moment is read from", () => {
  it.each([
    ["now", "live"],
    [" Live ", "live"],
    ["2h ago", "2026-11-20T01:14:20.000Z"],
    ["2 hours ago", "2026-11-20T01:14:20.000Z"],
    ["half an hour ago", "2026-11-20T02:44:20.000Z"],
    ["-90m", "2026-11-20T01:44:20.000Z"],
    ["−5 min", "2026-11-20T03:09:20.000Z"],
    ["now-15m", "2026-11-20T02:59:20.000Z"],
    ["now - 1h30m", "2026-11-20T01:44:20.000Z"],
    ["90s", "2026-11-20T03:12:50.000Z"],
    ["02:14", "2026-11-20T02:14:00.000Z"],
    ["2:14:30", "2026-11-20T02:14:30.000Z"],
    ["14:00", "2026-11-19T14:00:00.000Z"],
    ["2pm", "2026-11-19T14:00:00.000Z"],
    ["12 am", "2026-11-20T00:00:00.000Z"],
    ["yesterday 14:00", "2026-11-19T14:00:00.000Z"],
    ["14:00 yesterday", "2026-11-19T14:00:00.000Z"],
    ["Yesterday at 2 pm", "2026-11-19T14:00:00.000Z"],
    ["yesterday", "2026-11-19T03:14:20.000Z"],
    ["today 01:00", "2026-11-20T01:00:00.000Z"],
    ["today", "2026-11-20T00:00:00.000Z"],
    ["3 days ago 09:00", "2026-11-17T09:00:00.000Z"],
    ["3 days ago", "2026-11-17T03:14:20.000Z"],
    ["Thu 16:42", "2026-11-19T16:42:00.000Z"],
    ["friday 16:42", "2026-11-13T16:42:00.000Z"],
    ["fri 02:00", "2026-11-20T02:00:00.000Z"],
    ["last friday 02:00", "2026-11-13T02:00:00.000Z"],
    ["12 Nov 16:42", "2026-11-12T16:42:00.000Z"],
    ["Nov 12, 16:42", "2026-11-12T16:42:00.000Z"],
    ["12 november 2025 4pm", "2025-11-12T16:00:00.000Z"],
    ["12 Dec 16:42", "2025-12-12T16:42:00.000Z"],
    ["Fri, 20 Nov 2026 03:02", "2026-11-20T03:02:00.000Z"],
    ["2026-11-20 03:02", "2026-11-20T03:02:00.000Z"],
    ["2026-11-20T03:02:05", "2026-11-20T03:02:05.000Z"],
    ["2026-11-20T03:02:05.123Z", "2026-11-20T03:02:05.000Z"],
    ["2026-11-20T03:02:00+01:00", "2026-11-20T02:02:00.000Z"],
    ["2026-11-20 03:02 -0530", "2026-11-20T08:32:00.000Z"],
    ["03:02:00 GMT+2", "2026-11-20T01:02:00.000Z"],
    ["03:02:00 CET", "2026-11-20T02:02:00.000Z"],
    ["02:00 fri", "2026-11-20T02:00:00.000Z"],
    ["02:00 on friday", "2026-11-20T02:00:00.000Z"],
    ["2026-11-20", "2026-11-20T00:00:00.000Z"],
    ["1795143720", "2026-11-20T03:02:00.000Z"],
    ["1795143720000", "2026-11-20T03:02:00.000Z"],
    ["2027-01-01 00:00", "2027-01-01T00:00:00.000Z"],
  ])("%j as %s", (text, at) => {
    expect(said(text)).toBe(at);
  });

  it.each([
    "",
    "soon",
    "25:00",
    "12:60",
    "13pm",
    "2026-02-30",
    "31 feb 10:00",
    "payday 10:00",
    "10:00 soon",
    "12",
    "monkey 10:00",
  ])("and not from %j", (text) => {
    expect(said(text)).toBeUndefined();
  });
});

describe("where the clocks change", () => {
  const oslo = offsetIn("Europe/Oslo");
  const newYork = offsetIn("America/New_York");
  it.each([
    // The clocks go forward at 02:00: 23 hours.
    { zone: oslo, now: "2026-03-29T12:00:00Z", text: "01:59", at: "2026-03-29T00:59:00.000Z" },
    { zone: oslo, now: "2026-03-29T12:00:00Z", text: "03:00", at: "2026-03-29T01:00:00.000Z" },
    { zone: oslo, now: "2026-03-29T12:00:00Z", text: "02:30", at: "2026-03-29T01:30:00.000Z", clocks: "skipped" },
    { zone: oslo, now: "2026-03-29T12:00:00Z", text: "yesterday 14:00", at: "2026-03-28T13:00:00.000Z" },
    { zone: oslo, now: "2026-03-29T12:00:00Z", text: "24h ago", at: "2026-03-28T12:00:00.000Z" },
    // Back at 03:00: 25 hours.
    { zone: oslo, now: "2026-10-25T12:00:00Z", text: "02:30", at: "2026-10-25T00:30:00.000Z", clocks: "twice" },
    { zone: oslo, now: "2026-10-25T12:00:00Z", text: "2026-10-25 02:30 GMT+1", at: "2026-10-25T01:30:00.000Z" },
    { zone: oslo, now: "2026-10-25T12:00:00Z", text: "03:00", at: "2026-10-25T02:00:00.000Z" },
    { zone: oslo, now: "2026-10-25T22:30:00Z", text: "yesterday", at: "2026-10-24T21:30:00.000Z" },
    { zone: newYork, now: "2026-03-08T20:00:00Z", text: "02:15", at: "2026-03-08T07:15:00.000Z", clocks: "skipped" },
    { zone: newYork, now: "2026-03-08T20:00:00Z", text: "03:15", at: "2026-03-08T07:15:00.000Z" },
    { zone: newYork, now: "2026-11-01T20:00:00Z", text: "01:15", at: "2026-11-01T05:15:00.000Z", clocks: "twice" },
    { zone: newYork, now: "2026-11-01T20:00:00Z", text: "01:15 -05:00", at: "2026-11-01T06:15:00.000Z" },
    // It is still yesterday there.
    { zone: newYork, now: "2026-11-20T03:00:00Z", text: "today 12:00", at: "2026-11-19T17:00:00.000Z" },
  ])("$text is $at as of $now", ({ zone, now: then, text, at, clocks }) => {
    expect(readMoment(text, Date.parse(then), zone)).toEqual({
      kind: "moment",
      at: Date.parse(at),
      ...(clocks !== undefined && { clocks }),
    });
  });

  it("finds every instant by its reading, or the first of two with the same", () => {
    const anyInstant = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });
    return fc.assert(
      fc.property(anyInstant, fc.constantFrom(oslo, newYork), (minutes, zone) => {
        const at = minutes * 60_000;
        const found = instantOfWall(wallOf(at, zone), zone);
        expect(wallOf(found.at, zone)).toBe(wallOf(at, zone));
        if (found.clocks === undefined) expect(found.at).toBe(at);
        else expect([at, at - 3_600_000]).toContain(found.at);
      }),
    );
  });
});

it("reads back every time of the past year as it stands on screen", () => {
  tellTimesIn("utc");
  const anyPast = fc.integer({ min: now - 330 * 86_400_000, max: now }).map((ms) => Math.floor(ms / 1000) * 1000);
  return fc.assert(
    fc.property(anyPast, (at) => {
      expect(readMoment(moment(at, now), now, utc)).toEqual({ kind: "moment", at: Math.floor(at / 60_000) * 60_000 });
      if (now - at < 86_400_000) expect(readMoment(exactClock(at), now, utc)).toEqual({ kind: "moment", at });
    }),
  );
});

function offsetIn(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  };
}
