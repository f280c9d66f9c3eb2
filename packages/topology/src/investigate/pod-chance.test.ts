import { describe, expect, it } from "vitest";
import { failBeyondChance, slowedBeyondChance } from "./pod-chance.ts";
import type { PodChange } from "./pod-changes.ts";

/** Ten minutes before and five since, per second. */
function pod(name: string, requests: number, failed: number, addedMs = 0): PodChange {
  const counted = {
    before: { requests: 600 * requests, failed: 0 },
    since: { requests: 300 * requests, failed: 300 * failed },
  };
  return { pod: name, requests, failed, meanBefore: 40, addedMs, counted };
}

const others = [pod("b", 2, 0), pod("c", 2, 0)];

describe("what fails at one pod", () => {
  const isTold = (one: PodChange, rest: readonly PodChange[]) => failBeyondChance([one], [one, ...rest]);

  it("is its own where the others hardly fail", () => {
    expect(isTold(pod("a", 2, 0.2), others)).toBe(true);
    expect(isTold(pod("a", 2, 0.2), [pod("b", 2, 0.18), pod("c", 2, 0.19)])).toBe(false);
  });

  it("may be chance where it is six requests of all", () => {
    expect(isTold(pod("a", 2, 0.02), others)).toBe(false);
  });

  it("must be more the more pods there are to choose from", () => {
    const among = (count: number) => Array.from({ length: count }, (_, at) => pod(`b${at}`, 2 / count, 0));
    expect(isTold(pod("a", 2, 0.04), among(1))).toBe(true);
    expect(isTold(pod("a", 2, 0.04), among(8))).toBe(false);
  });
});

describe("what takes longer at one pod", () => {
  const isTold = (one: PodChange, rest: readonly PodChange[]) => slowedBeyondChance([one], [one, ...rest]);

  it("is its own where the others are as before", () => {
    expect(isTold(pod("a", 2, 0, 60), others)).toBe(true);
    expect(isTold(pod("a", 2, 0, 60), [pod("b", 2, 0, 58), pod("c", 2, 0, 61)])).toBe(false);
  });

  it("may be a few slow requests of hardly any", () => {
    expect(isTold(pod("a", 0.05, 0, 60), others)).toBe(false);
  });
});
