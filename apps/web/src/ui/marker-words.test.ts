import type { Suspect } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { markerDetail, suspectWords } from "./marker-words.ts";

const suspect: Suspect = {
  marker: {
    id: "rollout",
    at: "2026-11-20T03:00:26.000Z",
    kind: "rollout",
    object: { kind: "Deployment", namespace: "shop", name: "payment-v2" },
    from: "payment:2.4.0",
    to: "payment:2.5.0",
    by: { person: "mats" },
    workloads: [],
    services: [],
    knownFrom: "history",
  },
  strength: "strong",
  secondsBefore: 74,
  relation: "itself",
};

describe("a suspect in words", () => {
  it("says when, how near, and who", () => {
    expect(suspectWords(suspect)).toMatch(/^\d\d:00:26, 74 s before it began, on the place itself$/);
    expect(suspectWords({ ...suspect, secondsBefore: -20 })).toContain("20 s after it began");
    expect(markerDetail(suspect.marker)).toBe("payment:2.4.0 → payment:2.5.0. By mats.");
  });
});
