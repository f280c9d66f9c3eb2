import { closeLookWanted, investigate, suspect } from "@fyr/topology";
import { expect, it, vi } from "vitest";
import { closeLookOf, historyOf } from "../fixtures/incidents/history-of.ts";
import { type IncidentKind, incidentKinds } from "../fixtures/incidents/incident.ts";
import { isOrigin } from "../fixtures/incidents/is-origin.ts";
import { madeUpSequence } from "../fixtures/incidents/make-sequence.ts";

const end = 1_790_000_100;
/** Twenty-one times three hours of a mesh are made up and looked at. */
vi.setConfig({ testTimeout: 900_000 });

/** Minutes that the later one of the two has lasted. */
const since = 6.3;
const pairs = incidentKinds.flatMap((one, at) => incidentKinds.slice(at + 1).map((other) => [one, other] as const));

/** Both of them, by their places among the findings from 0, and how far off their onsets are in seconds. */
function told([one, other]: readonly [IncidentKind, IncidentKind], apart: number, seed: number) {
  const begins = [since + apart, since];
  const made = madeUpSequence(
    [one, other].map((kind, at) => ({ from: begins[at] ?? since, kind })),
    seed,
  );
  const suspicion = suspect(historyOf(made, end));
  const wanted = closeLookWanted(suspicion, 60);
  const { found } = investigate(suspicion, wanted && closeLookOf(made, end, wanted));
  return made.truths.map((truth, at) => {
    const rank = found.findIndex(({ finding }) => isOrigin(truth, finding));
    const onset = found[rank]?.finding.onset;
    const began = end - (begins[at] ?? since) * 60;
    return { kind: truth.kind, rank, secondsOff: onset && Math.abs(Date.parse(onset.at) / 1000 - began) };
  });
}

const share = (all: readonly boolean[]) => all.filter(Boolean).length / all.length;

it.each([
  { apart: 4, seed: 900 },
  { apart: 0, seed: 1900 },
])(
  "two incidents that began $apart minutes apart, and last, are both told, each since when it began",
  ({ apart, seed }) => {
    const all = pairs.map((pair) => {
      const [a, b] = pair.map((kind) => incidentKinds.indexOf(kind));
      return told(pair, apart, seed + 49 * (a ?? 0) + 7 * (b ?? 0));
    });
    const areTold = all.map((both) => both.every(({ rank }) => rank === 0 || rank === 1));
    const areDated = all.map((both) => both.every(({ secondsOff = Number.NaN }) => secondsOff <= 60));
    const said = JSON.stringify(all.filter((_, at) => !areTold[at] || !areDated[at]));
    expect(share(areTold), said).toBeGreaterThanOrEqual(0.95);
    expect(share(areDated), said).toBeGreaterThanOrEqual(0.95);
  },
);
