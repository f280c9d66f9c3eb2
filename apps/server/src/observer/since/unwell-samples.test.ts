import type { TopologyProblem } from "@fyr/contract";
import type { SeriesPoints } from "@fyr/prometheus";
import { defaultTolerances } from "@fyr/topology";
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

const problem = (kind: TopologyProblem["kind"], usual?: TopologyProblem["usual"]): TopologyProblem => ({
  id: "p",
  subject: { type: "edge", id: "e" as never },
  kind,
  status: "failing",
  now: {},
  callers: [],
  ...(usual === undefined ? {} : { usual }),
});

const judged: { kind: TopologyProblem["kind"]; points: Omit<SeriesPoints, "times">; unwell: unknown[] }[] = [
  { kind: "server-errors", points: { errorRatio: [0, 0.01, null] }, unwell: [false, true, undefined] },
  { kind: "client-errors", points: { clientErrorRatio: [0.05, 0.1, null] }, unwell: [false, true, undefined] },
  { kind: "slow", points: { p95Ms: [199, 200, null] }, unwell: [false, true, undefined] },
  { kind: "plaintext", points: { errorRatio: [1, 1, 1] }, unwell: [] },
];
it.each(judged)("judges $kind by its own numbers", ({ kind, points, unwell }) => {
  const seen = { times: [0, 1, 2], ...points };
  expect(unwellSamples(problem(kind, { p95Ms: 100 }), seen, defaultTolerances)).toEqual(unwell);
});
