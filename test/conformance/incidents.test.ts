import type { Finding } from "@fyr/contract";
import { closeLookWanted, investigate, suspect } from "@fyr/topology";
import { describe, expect, it, vi } from "vitest";
import { closeLookOf, historyOf } from "../fixtures/incidents/history-of.ts";
import { type IncidentKind, incidentKinds } from "../fixtures/incidents/incident.ts";
import { isOrigin } from "../fixtures/incidents/is-origin.ts";
import { type MadeUpIncident, madeUpIncident } from "../fixtures/incidents/make-incident.ts";

const end = 1_790_000_100;
/** Three hours of 300 workloads are made up and looked at: seconds of work, which beside other work take longer. */
vi.setConfig({ testTimeout: 240_000 });
const seedsOf = (count: number) => Array.from({ length: count }, (_, seed) => 100 + seed);

function findingsIn(made: MadeUpIncident): Finding[] {
  const suspicion = suspect(historyOf(made, end));
  const wanted = closeLookWanted(suspicion, 60);
  return investigate(suspicion, wanted && closeLookOf(made, end, wanted)).found.map(({ finding }) => finding);
}

/** The place of the true origin among the findings of each seed, from 0; and how far off its onset is, in seconds. */
function told(kind: IncidentKind, workloads: number, seeds: readonly number[]) {
  return seeds.map((seed) => {
    const made = madeUpIncident(kind, seed, { workloads, stepSeconds: 30 });
    const findings = findingsIn(made);
    const rank = findings.findIndex((finding) => made.truth !== undefined && isOrigin(made.truth, finding));
    const onset = findings[rank]?.onset;
    const { origin, toldBy } = findings[rank] ?? {};
    const isDatabase = origin?.type === "node" && made.truth?.database !== undefined;
    if (isDatabase) expect(toldBy, JSON.stringify(origin)).toBe("callers");
    const harms = findings[rank]?.entries.some(({ share: harmed = 0 }) => harmed > 0) ?? false;
    const secondsOff = onset && Math.abs(Date.parse(onset.at) / 1000 - (end - made.agoSeconds));
    return { seed, rank, secondsOff, harms };
  });
}

const share = (all: readonly boolean[]) => all.filter(Boolean).length / all.length;

describe.each([
  { workloads: 30, seeds: seedsOf(3) },
  { workloads: 300, seeds: seedsOf(1) },
])("of $workloads workloads", ({ workloads, seeds }) => {
  it.each(incidentKinds)("%s: the true origin comes first, and its onset within a minute", (kind) => {
    const all = told(kind, workloads, seeds);
    const said = JSON.stringify(all);
    expect(share(all.map(({ rank }) => rank >= 0 && rank < 3)), said).toBeGreaterThanOrEqual(0.87);
    expect(share(all.map(({ rank }) => rank === 0)), said).toBeGreaterThanOrEqual(0.85);
    const found = all.filter(({ rank }) => rank >= 0);
    expect(
      found.every(({ harms }) => harms),
      `whom it harms: ${said}`,
    ).toBe(true);
    expect(share(found.map(({ secondsOff = Number.NaN }) => secondsOff <= 60)), said).toBeGreaterThanOrEqual(0.85);
  });
});

it.each(seedsOf(4))("a mesh with noise, error floors and bursts that pass has no findings (seed %i)", (seed) => {
  expect(findingsIn(madeUpIncident("quiet", seed, { workloads: 30, stepSeconds: 30 }))).toEqual([]);
});

it.each([
  { kind: "failing-canary", measure: "errorRatio" },
  { kind: "slow-database", measure: "meanMs" },
] as const)("$kind: its line tells when it began and what is usual", ({ kind, measure }) => {
  const made = madeUpIncident(kind, 100, { workloads: 30, stepSeconds: 30 });
  const [finding] = findingsIn(made);
  const { times = [], values = [] } = finding?.course ?? {};
  const began = Date.parse(finding?.onset?.at ?? "") / 1000;
  const mean = (when: (at: number) => boolean) => {
    const those = values.filter((_, index) => when(times[index] ?? 0)).flatMap((value) => value ?? []);
    return those.reduce((sum, value) => sum + value, 0) / those.length;
  };
  const [before, since] = [mean((at) => at < began), mean((at) => at > began + 120)];
  const [usual, now] = [finding?.usual?.[measure] ?? Number.NaN, finding?.now[measure] ?? Number.NaN];
  expect(finding?.course?.measure).toBe(measure);
  expect(Math.abs(before - usual)).toBeLessThan(0.1 * (now - usual));
  expect(Math.abs(since - now)).toBeLessThan(0.3 * (now - usual));
});
