import type { Histogram } from "@fyr/topology";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBoundsMemory } from "./bounds-memory.ts";

const texts = ["0.5", "1", "1.0", "5", "10", "25", "100", "+Inf"];
const layout = [0.5, 1, 5, 10, 25, 100, Number.POSITIVE_INFINITY];

const anyHistogram = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 9 })), {
    minLength: layout.length,
    maxLength: layout.length,
  })
  .map((counts): Histogram => {
    let sum = 0;
    return { bounds: layout, perSecond: counts.map((count) => (sum += count)) };
  });
const anyMesh = fc.array(anyHistogram, { minLength: 1, maxLength: 5 });

/** As it comes where these are not asked for. */
function without({ bounds, perSecond }: Histogram, spared: readonly string[]): Histogram {
  const isAsked = bounds.map((bound) => !spared.some((text) => Number(text) === bound));
  return { bounds: bounds.filter((_, at) => isAsked[at]), perSecond: perSecond.filter((_, at) => isAsked[at]) };
}

function memoryOf(...looks: readonly (readonly [at: number, mesh: readonly Histogram[]])[]) {
  const memory = createBoundsMemory();
  for (const [at, mesh] of looks) {
    memory.learn(
      at,
      texts,
      mesh.map((histogram) => ({ histogram })),
    );
  }
  return memory;
}

const mesh = (...perSecond: number[]): Histogram[] => [{ bounds: layout, perSecond }];

describe("bounds that say nothing", () => {
  it("are put back as they were, or are told to say something", () => {
    fc.assert(
      fc.property(anyMesh, anyMesh, (before, now) => {
        const spared = memoryOf([0, before]).spared();
        if (spared === undefined) return;
        const completed = now.map((histogram) => spared.complete(without(histogram, spared.texts)));
        expect(completed.map((histogram, at) => histogram ?? now[at])).toEqual(now);
        for (const histogram of before) expect(spared.complete(without(histogram, spared.texts))).toEqual(histogram);
      }),
    );
  });

  it("are those beyond the first that proves it, however they are written", () => {
    expect(memoryOf([0, mesh(0, 0, 3, 4, 4, 4, 4)]).spared()?.texts).toEqual(["0.5", "25", "100"]);
    expect(memoryOf([0, mesh(0, 0, 0, 4, 5, 5, 5)]).spared()?.texts).toEqual(["0.5", "1", "1.0", "100"]);
    expect(memoryOf([0, mesh(1, 1, 1, 1, 1, 1, 2)]).spared()).toBeUndefined();
    expect(memoryOf([0, mesh(0, 0, 0, 0, 0, 0, 0)]).spared()).toBeUndefined();
  });

  it("are nobody's where proxies have bounds of their own", () => {
    const other: Histogram = { bounds: [5, Number.POSITIVE_INFINITY], perSecond: [1, 1] };
    expect(memoryOf([0, [...mesh(0, 0, 3, 4, 4, 4, 4), other]]).spared()).toBeUndefined();
  });

  it("are asked for again for ten minutes at least after they said something, and twenty at most", () => {
    const [slow, quick] = [mesh(0, 0, 3, 4, 4, 5, 5), mesh(0, 0, 3, 4, 4, 4, 4)];
    expect(memoryOf([590, slow], [610, quick]).spared()?.texts).toEqual(["0.5"]);
    expect(memoryOf([590, slow], [610, quick], [1190, quick]).spared()?.texts).toEqual(["0.5"]);
    expect(memoryOf([590, slow], [610, quick], [1210, quick]).spared()?.texts).toEqual(["0.5", "25", "100"]);
  });

  it("are the same object while nothing changes", () => {
    const memory = memoryOf([0, mesh(0, 0, 3, 4, 4, 4, 4)]);
    const spared = memory.spared();
    memory.learn(605, texts, [{ histogram: { bounds: layout, perSecond: [0, 0, 2, 9, 9, 9, 9] } }]);
    expect(memory.spared()).toBe(spared);
  });
});
