import { closeLookWanted, investigate, suspect } from "@fyr/topology";
import { describe, expect, it, vi } from "vitest";
import { closeLookOf, historyOf } from "../fixtures/incidents/history-of.ts";
import { isOrigin } from "../fixtures/incidents/is-origin.ts";
import { type Act, madeUpSequence } from "../fixtures/incidents/make-sequence.ts";

const end = 1_790_000_100;
/** Three hours of a mesh are made up and looked at. */
vi.setConfig({ testTimeout: 240_000 });

const fails = { fails: 0.2, slowdown: 1 };
const failsLess = { fails: 0.07, slowdown: 1 };
const failsMuch = { fails: 0.6, slowdown: 1 };
const isSlow = { fails: 0, slowdown: 5 };
/** Minutes that the later incident has lasted. */
const since = 5.3;

/** Of the act that `judged` numbers: its place among the findings, from 0, and how far off its onset is, in seconds. */
function told(acts: readonly Act[], judged: number, seed: number) {
  const made = madeUpSequence(acts, seed);
  const suspicion = suspect(historyOf(made, end));
  const wanted = closeLookWanted(suspicion, 60);
  const { found } = investigate(suspicion, wanted && closeLookOf(made, end, wanted));
  const truth = made.truths[judged];
  const rank = found.findIndex(({ finding }) => truth !== undefined && isOrigin(truth, finding));
  const onset = found[rank]?.finding.onset;
  const began = end - (acts[judged]?.from ?? 0) * 60;
  return { rank, secondsOff: onset && Math.abs(Date.parse(onset.at) / 1000 - began) };
}

function expectTold(acts: readonly Act[], judged: number, seed: number): void {
  const { rank, secondsOff } = told(acts, judged, seed);
  expect([0, 1]).toContain(rank);
  expect(secondsOff).toBeLessThanOrEqual(60);
}

describe.each([3, 12, 20])("an incident %i minutes after another has ended", (calm) => {
  const ended = (lasted: number) => ({ from: since + calm + lasted, to: since + calm });
  it.each([
    ["at the same place", 10, fails, { does: fails }],
    ["at the same place, and less bad", 40, failsMuch, { does: failsLess }],
    ["at the same place, slow both times", 10, isSlow, { does: isSlow }],
    ["at the same place, slow and then failing", 4, isSlow, { does: fails }],
    ["at the same place, failing and then slow", 4, fails, { does: isSlow }],
    ["at another place", 10, fails, { does: fails, at: 1 }],
  ])("is found %s", (_, lasted, does, later) => {
    expectTold(
      [
        { ...ended(lasted), does },
        { from: since, ...later },
      ],
      1,
      610 + calm,
    );
  });
});

it("finds a bad route edit five minutes after a slow database was mended", () => {
  const acts: Act[] = [
    { from: since + 15, to: since + 5, kind: "slow-database" },
    { from: since, kind: "bad-route-edit" },
  ];
  expectTold(acts, 1, 620);
});
