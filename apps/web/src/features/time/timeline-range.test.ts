import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patched } from "../../view/patch.ts";
import { defaultView } from "../../view/url.ts";
import { type TimelineView, timelineLengths } from "../../view/view-state.ts";
import { keptLengths, scrubStepMs, shifted, timelineSpan, zoomed } from "./timeline-range.ts";

const now = Date.parse("2026-11-20T03:14:20.000Z");
const hour = 3_600_000;
const usual: TimelineView = { lengthSeconds: 10_800 };
const iso = (ms: number) => new Date(ms).toISOString();

describe("the timeline covers", () => {
  it("the last three hours, and less where there is less", () => {
    expect(timelineSpan(usual, { now })).toEqual({ from: Date.parse("2026-11-20T00:10:00.000Z"), to: now });
    expect(timelineSpan(usual, { now, historyFrom: iso(now - hour) })).toEqual({ from: now - hour, to: now });
  });

  it("what lies around a moment further back", () => {
    const { from, to } = timelineSpan(usual, { now, at: iso(now - 9 * hour) });
    expect([(now - to) / hour, (now - from) / hour].map(Math.round)).toEqual([8, 11]);
  });

  it("where it was moved to, until a moment outside is looked at", () => {
    const moved = shifted(usual, -1, { now });
    const back = timelineSpan(moved, { now });
    expect(back.to).toBe(now - 3 * hour);
    const view = { ...defaultView, timeline: moved };
    expect(patched(view, { labels: "p99" }).timeline).toEqual(moved);
    expect(patched(view, { at: iso(now - 4 * hour) }).timeline).toEqual(moved);
    expect(patched(view, { at: iso(now - hour) }).timeline).toEqual(usual);
    expect(patched({ ...view, at: iso(now - 4 * hour) }, { at: undefined }).timeline).toEqual(usual);
  });
});

it("follows now again when it is moved back there", () => {
  expect(shifted(shifted(usual, -0.5, { now }), 0.5, { now })).toEqual(usual);
});

it("is widened and narrowed around what is pointed at", () => {
  const around = now - 2 * hour;
  const narrow = zoomed(usual, -1, around, { now });
  expect(narrow.lengthSeconds).toBe(3600);
  const [before, after] = [usual, narrow].map((range) => {
    const { from, to } = timelineSpan(range, { now });
    return (around - from) / (to - from);
  });
  expect(after).toBeCloseTo(before ?? 0, 1);
});

it("shows no more than Prometheus has", () => {
  const bounds = { now, historyFrom: iso(now - 5 * hour) };
  expect(keptLengths(bounds).at(-1)).toBe(21_600);
  const widest = zoomed({ lengthSeconds: 21_600 }, 1, now, bounds);
  expect(widest).toEqual({ lengthSeconds: 21_600 });
  expect(timelineSpan(widest, bounds).from).toBe(now - 5 * hour);
  expect(shifted(widest, -1, bounds)).toEqual(widest);
});

it("stays within history and now, and holds the moment on screen unless it was moved away", () => {
  const bounds = fc.record({
    now: fc.constant(now),
    historyFrom: fc.option(
      fc.integer({ min: 1, max: 200 }).map((hours) => iso(now - hours * hour)),
      { nil: undefined },
    ),
    at: fc.option(
      fc.integer({ min: 0, max: 3600 }).map((seconds) => iso(now - seconds * 1000)),
      { nil: undefined },
    ),
  });
  const moves = fc.array(fc.constantFrom("wide", "narrow", "back", "on"), { maxLength: 12 });
  return fc.assert(
    fc.property(bounds, moves, fc.constantFrom(...timelineLengths), (given, all, lengthSeconds) => {
      let range: TimelineView = { lengthSeconds };
      expect(timelineSpan(range, given).from).toBeLessThanOrEqual(given.at === undefined ? now : Date.parse(given.at));
      for (const move of all) {
        const { from, to } = timelineSpan(range, given);
        if (move === "wide" || move === "narrow")
          range = zoomed(range, move === "wide" ? 1 : -1, (from + to) / 2, given);
        else range = shifted(range, move === "back" ? -0.5 : 0.5, given);
        const span = timelineSpan(range, given);
        expect(span.to).toBeLessThanOrEqual(now);
        expect(span.to).toBeGreaterThan(span.from);
        if (given.historyFrom !== undefined) expect(span.from).toBeGreaterThanOrEqual(Date.parse(given.historyFrom));
      }
    }),
  );
});

it.each([
  { length: 0.5, seconds: 5 },
  { length: 3, seconds: 15 },
  { length: 24, seconds: 120 },
  { length: 168, seconds: 900 },
])("is scrubbed in steps of $seconds s over $length h", ({ length, seconds }) => {
  expect(scrubStepMs({ from: now - length * hour, to: now }, 5)).toBe(seconds * 1000);
});
