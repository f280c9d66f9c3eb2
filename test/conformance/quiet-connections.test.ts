import type { Finding } from "@fyr/contract";
import { investigate, suspect } from "@fyr/topology";
import { expect, it, vi } from "vitest";
import { connectionTroubles, type MadeUpAmbient, madeUpAmbient } from "../fixtures/incidents/ambient.ts";
import { historyOf } from "../fixtures/incidents/history-of.ts";

const end = 1_790_000_100;
vi.setConfig({ testTimeout: 120_000 });
const seedsOf = (count: number) => Array.from({ length: count }, (_, seed) => 1 + seed);

/** Nothing of TCP is looked at closely. */
function findingsIn(made: MadeUpAmbient): Finding[] {
  return investigate(suspect(historyOf(made, end))).found.map(({ finding }) => finding);
}

const briefly = ({ kind, origin, now, usual, onset, flags }: Finding) => ({ kind, origin, now, usual, onset, flags });

it.each(seedsOf(20))("a mesh of ztunnels in which nothing is wrong has no findings (seed %i)", (seed) => {
  expect(findingsIn(madeUpAmbient("quiet", seed)).map(briefly)).toEqual([]);
});

it.each(connectionTroubles)("%s: is found first, alone, where it is and since when", (kind) => {
  const told = seedsOf(10).map((seed) => {
    const made = madeUpAmbient(kind, seed);
    const findings = findingsIn(made);
    const [first] = findings;
    const ago = first?.onset && end - Date.parse(first.onset.at) / 1000;
    return {
      seed,
      isRight: first !== undefined && isOrigin(first, made) && first.kind === kindOf[kind],
      isAlone: findings.length === 1,
      isWhen: ago !== undefined && Math.abs(ago - made.agoSeconds) <= 120,
      said: findings.map(briefly),
    };
  });
  const share = (holds: (one: (typeof told)[number]) => boolean) => told.filter(holds).length / told.length;
  const said = JSON.stringify(told, undefined, 1);
  expect(
    share(({ isRight }) => isRight),
    said,
  ).toBeGreaterThanOrEqual(0.9);
  expect(
    share(({ isAlone }) => isAlone),
    said,
  ).toBeGreaterThanOrEqual(0.9);
  expect(
    share(({ isWhen }) => isWhen),
    said,
  ).toBeGreaterThanOrEqual(0.9);
});

const kindOf = { denied: "failing", refused: "failing", gone: "gone", plaintext: "plaintext" } as const;

function isOrigin({ origin }: Finding, { truth }: MadeUpAmbient): boolean {
  if (truth === undefined || !("id" in origin)) return false;
  const { target, source = "" } = truth;
  return origin.type === "node"
    ? origin.id.endsWith(`/${target}`)
    : origin.id.includes(`/${source}`) && origin.id.includes(`/${target}:`);
}
