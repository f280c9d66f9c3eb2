import { describe, expect, it } from "vitest";
import { judgeCanary } from "./judge-canary.ts";
import type { ComparedStretch } from "./sequential-test.ts";

/** Even numbers from 0 to 1 that look random and are the same every time (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Run {
  /** Share of bad requests. */
  readonly canary: number;
  readonly stable: number;
  /** Requests a look of each. */
  readonly perLook: { readonly canary: number; readonly stable: number };
  readonly looks: number;
}

/** True when the verdict was ever this one at any of the looks. */
function everSays(kinds: readonly string[], run: Run, seed: number): boolean {
  const chance = chanceFrom(seed);
  const outcome = (requests: number, share: number) => {
    let bad = 0;
    for (let request = 0; request < requests; request += 1) if (chance() < share) bad += 1;
    return { requests, bad };
  };
  const failed: ComparedStretch[] = [];
  for (let look = 0; look < run.looks; look += 1) {
    failed.push({
      canary: outcome(run.perLook.canary, run.canary),
      stable: outcome(run.perLook.stable, run.stable),
    });
    if (kinds.includes(judgeCanary({ failed, slow: [] }).kind)) return true;
  }
  return false;
}

function shareOfSeeds(kinds: readonly string[], run: Run, seeds: number): number {
  const said = Array.from({ length: seeds }, (_, seed) => everSays(kinds, run, seed + 1)).filter(Boolean);
  return said.length / seeds;
}

describe("judgeCanary", () => {
  it.each([
    { it: "half and half, 2 % failing", share: 0.02, perLook: { canary: 25, stable: 25 } },
    { it: "a canary of a tenth, 5 % failing", share: 0.05, perLook: { canary: 5, stable: 45 } },
    { it: "a canary of a hundredth, 10 % failing", share: 0.1, perLook: { canary: 1, stable: 99 } },
  ])("raises at most 5 % false alarms over 1,000 seeds, looked at 40 times: $it", ({ share, perLook }) => {
    const run = { canary: share, stable: share, perLook, looks: 40 };
    expect(shareOfSeeds(["worse", "better"], run, 1000)).toBeLessThanOrEqual(0.05);
  });

  it("finds 90 % beside 95 % within 1,000 requests of each in at least 95 % of 1,000 seeds", () => {
    const run = { canary: 0.1, stable: 0.05, perLook: { canary: 25, stable: 25 }, looks: 40 };
    expect(shareOfSeeds(["worse"], run, 1000)).toBeGreaterThanOrEqual(0.95);
  });

  it("is not misled by a split that moves while both fail more", () => {
    // First a tenth of calm traffic, then half of failing traffic: over both together the canary looks twice as bad.
    const failed = [
      { canary: { requests: 100, bad: 1 }, stable: { requests: 900, bad: 9 } },
      { canary: { requests: 500, bad: 50 }, stable: { requests: 500, bad: 50 } },
    ];
    expect(judgeCanary({ failed, slow: [] }).kind).toBe("alike");
  });

  const calm = { canary: { requests: 400, bad: 1 }, stable: { requests: 4000, bad: 12 } };

  it("says a canary is slower where its failures are as usual", () => {
    const slow = [{ canary: { requests: 400, bad: 90 }, stable: { requests: 4000, bad: 200 } }];
    expect(judgeCanary({ failed: [calm], slow })).toMatchObject({ kind: "slower", canary: { requests: 400, bad: 90 } });
  });

  it("does not call a canary slow for a handful of slow requests, however sure it is that they are more", () => {
    const slow = [{ canary: { requests: 3500, bad: 17 }, stable: { requests: 29_700, bad: 12 } }];
    expect(judgeCanary({ failed: [calm], slow }).kind).toBe("alike");
  });

  it.each([
    { kind: "no-traffic", canary: [0, 0], stable: [900, 4] },
    { kind: "too-little", canary: [12, 1], stable: [900, 4] },
    { kind: "alike", canary: [400, 2], stable: [900, 4] },
    { kind: "better", canary: [900, 1], stable: [900, 60] },
    { kind: "worse", canary: [12, 9], stable: [900, 4] },
  ] as const)("says $kind of $canary beside $stable requests and failures", ({ kind, canary, stable }) => {
    const failed = [
      { canary: { requests: canary[0], bad: canary[1] }, stable: { requests: stable[0], bad: stable[1] } },
    ];
    expect(judgeCanary({ failed, slow: [] }).kind).toBe(kind);
  });
});
