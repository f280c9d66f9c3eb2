import type { Topology } from "@fyr/contract";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createPlayback, nearestFrame, shownFrame } from "./playback.ts";

const start = Date.parse("2026-11-20T03:00:00.000Z");
const stepMs = 15_000;
const frames = Array.from(
  { length: 4 },
  (_, i) => ({ at: new Date(start + i * stepMs).toISOString() }) as unknown as Topology,
);
const reel = { moments: frames.map(({ at }) => Date.parse(at)), frameAt: (place: number) => frames[place] };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function held() {
  const playback = createPlayback();
  playback.hold(reel, stepMs, "60 ");
  return playback;
}

it.each([
  { speed: 1, afterMs: 15_000 },
  { speed: 10, afterMs: 1500 },
  { speed: 60, afterMs: 250 },
] as const)("goes on by a step after $afterMs ms at $speed×, and stops at the end", ({ speed, afterMs }) => {
  const playback = held();
  playback.setSpeed(speed);
  playback.play(start, "");
  vi.advanceTimersByTime(afterMs);
  expect(playback.getState()).toMatchObject({ shown: { at: start + stepMs }, isPlaying: true });
  vi.advanceTimersByTime(5 * afterMs);
  expect(playback.getState()).toMatchObject({ shown: { at: start + 3 * stepMs }, isPlaying: false });
});

it("stays where it was paused until it is let go", () => {
  const playback = held();
  playback.play(start, "there");
  playback.pause();
  vi.advanceTimersByTime(60_000);
  expect(playback.getState().shown).toEqual({ at: start, over: "there" });
  playback.letGo();
  expect(playback.getState().shown).toBeUndefined();
});

it("shows the frame nearest to a moment, and none for a moment it does not hold", () => {
  const playback = held();
  expect(nearestFrame(playback.getState(), start + 16_000)).toBe(frames[1]);
  expect(nearestFrame(playback.getState(), start - 60_000)).toBeUndefined();
  playback.preview(start - 60_000, "");
  expect(playback.getState().shown).toBeUndefined();
});

it("shows a picture that was fetched while scrubbing, where its question is the one on screen", () => {
  const playback = held();
  const [fetched] = frames;
  if (fetched === undefined) throw new Error("no frame");
  playback.glimpse({ frame: fetched, question: "60 shop" }, start - 60_000, "");
  expect(playback.getState().shown).toEqual({ at: start - 60_000, over: "" });
  expect(shownFrame(playback.getState(), "60 shop")).toBe(fetched);
  expect(shownFrame(playback.getState(), "60 ")).toBeUndefined();
  playback.preview(start + stepMs, "");
  expect(shownFrame(playback.getState(), "60 ")).toBe(frames[1]);
});
