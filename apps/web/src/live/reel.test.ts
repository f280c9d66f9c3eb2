import type { Topology } from "@fyr/contract";
import { diffTopology } from "@fyr/topology";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { demoTopology } from "../features/map/demo-topology.fixture.ts";
import { createReel } from "./reel.ts";

const start = Date.parse("2026-11-20T03:00:00.000Z");
const length = 60;

const mesh = demoTopology();

/** A mesh of which one edge moves in each frame. */
const frames: readonly Topology[] = Array.from({ length }, (_, revision) => ({
  ...mesh,
  revision,
  at: new Date(start + revision * 15_000).toISOString(),
  edges: mesh.edges.map((edge, nth) => (nth === 0 ? { ...edge, requestsPerSecond: 100 + revision } : edge)),
}));
const diffs = frames.slice(1).map((frame, nth) => diffTopology(frames[nth] ?? frame, frame));
const span = { snapshot: frames[0] ?? mesh, diffs };
const reel = () => createReel(span, async () => undefined);

it("has every frame that was sent, in whatever order they are looked at", async () => {
  const places = fc.array(fc.nat({ max: length - 1 }), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(places, async (asked) => {
      const held = await reel();
      for (const place of asked) expect(held.frameAt(place)).toEqual(frames[place]);
    }),
    { numRuns: 20 },
  );
});

it("knows when each frame was, and of none beyond its ends", async () => {
  const { moments, frameAt } = await reel();
  expect(moments).toEqual(frames.map(({ at }) => Date.parse(at)));
  expect([-1, length].map(frameAt)).toEqual([undefined, undefined]);
});

it("gives the same object again, and keeps what does not change from one frame to the next", async () => {
  const { frameAt } = await reel();
  const first = frameAt(0);
  for (let place = 1; place < length; place++) {
    const [before, now] = [frameAt(place - 1), frameAt(place)];
    expect(frameAt(place)).toBe(now);
    expect(now?.edges[1]).toBe(before?.edges[1]);
    expect(now?.edges[0]).not.toBe(before?.edges[0]);
  }
  expect(frameAt(0)).toBe(first);
});

it("holds few of them whole", async () => {
  const { frameAt } = await reel();
  const places = Array.from({ length }, (_, place) => place);
  const seen = places.map(frameAt);
  const again = places.toReversed().filter((place) => frameAt(place) === seen[place]);
  expect(again.length).toBeLessThan(length / 3);
});

it("rests after each frame while it is read", async () => {
  const rest = vi.fn(async () => undefined);
  await createReel(span, rest);
  expect(rest).toHaveBeenCalledTimes(diffs.length);
});
