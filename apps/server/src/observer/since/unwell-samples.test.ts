import { expect, it } from "vitest";
import { onsetIndex, unwellSamples } from "./unwell-samples.ts";

const samples = (text: string) => [...text].map((one) => (one === "x" ? true : one === "-" ? false : undefined));

it.each([
  { seen: "---xxx", breakLength: 1, onset: 3 },
  { seen: "xxxxxx", breakLength: 1, onset: 0 },
  { seen: "x--xxx", breakLength: 2, onset: 3 },
  { seen: "-x-xxx", breakLength: 2, onset: 1 },
  { seen: "--x x ", breakLength: 1, onset: 2 },
  { seen: "xxxxx-", breakLength: 1, onset: undefined },
  { seen: "------", breakLength: 1, onset: undefined },
  { seen: "", breakLength: 1, onset: undefined },
])("begins at $onset in $seen when $breakLength well samples are a break", ({ seen, breakLength, onset }) => {
  expect(onsetIndex(samples(seen), breakLength)).toBe(onset);
});

it("calls a sample unwell from the threshold on, and nothing where nothing was measured", () => {
  const points = { times: [0, 1, 2, 3], errorRatio: [0, 0.01, null, 0.5], p95Ms: [199, 200, null, 0] };
  const errors = { measure: "errorRatio", from: 0.01 } as const;
  const slow = { measure: "p95Ms", from: 200 } as const;
  expect(unwellSamples(points, [errors])).toEqual([false, true, undefined, true]);
  expect(unwellSamples(points, [slow])).toEqual([false, true, undefined, false]);
  expect(unwellSamples(points, [errors, slow])).toEqual([false, true, undefined, true]);
  expect(unwellSamples(points, [{ measure: "p99Ms", from: 200 }])).toEqual(points.times.map(() => undefined));
});
