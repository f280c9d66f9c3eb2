import type { Topology } from "@fyr/contract";
import { expect, it } from "vitest";
import type { Playback } from "../../live/playback.ts";
import { badSpans } from "./bad-spans.ts";

const start = Date.parse("2026-11-20T03:00:00.000Z");
const minute = 60_000;
const at = (minutes: number) => new Date(start + minutes * minute).toISOString();
const frame = (minutes: number, edgesFailing: number) =>
  ({ at: at(minutes), totals: { edgesFailing }, problems: [] }) as unknown as Topology;
const playback = (frames: readonly Topology[]): Playback => ({
  frames,
  stepMs: minute,
  question: "",
  isPlaying: false,
  speed: 60,
});
const minutesOf = (spans: ReturnType<typeof badSpans>) =>
  spans.map(({ from, to }) => [(from - start) / minute, (to - start) / minute]);

it("marks when frames were failing, each stretch once", () => {
  const frames = [0, 1, 1, 0, 1].map((failing, minutes) => frame(minutes, failing));
  expect(minutesOf(badSpans(undefined, playback(frames)))).toEqual([
    [1, 3],
    [4, 5],
  ]);
});

it("marks what fails on screen from its beginning on, and nothing that is only degraded", () => {
  const problems = [{ status: "failing", since: at(2) }, { status: "degraded", since: at(0) }, { status: "failing" }];
  const shown = { at: at(6), problems } as unknown as Topology;
  expect(minutesOf(badSpans(shown, playback([frame(1, 1), frame(9, 0)])))).toEqual([[1, 6]]);
});
