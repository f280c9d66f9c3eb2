import { describe, expect, it } from "vitest";
import { createDefaultMesh } from "../mesh/default-mesh.ts";
import type { Way } from "./compile.ts";
import { steer } from "./ejections.ts";
import { NO_RETRIES } from "./route-branch.ts";

const [target] = createDefaultMesh(1).workloads;
const branch = { share: 1, host: "a", retries: NO_RETRIES };
const way = (id: string, pods: number, share: number, most: number): Way => {
  if (!target) throw new Error("no workload");
  const outliers = { consecutive: 5, ejectionSeconds: 30, most };
  return { id, stream: 1, target, branch, share, mtls: true, refused: false, pods, outliers };
};
const steered = (ways: readonly Way[], failing: Record<string, number>) =>
  steer(ways, { failing: ({ id }) => failing[id] ?? 0, perClient: () => 20 });

describe("outlier detection", () => {
  it("leaves everybody where nobody fails", () => {
    const found = steered([way("v1", 2, 0.5, 1), way("v2", 2, 0.5, 1)], {});
    expect([...found.values()]).toEqual([
      { share: 0.5, noPod: 0 },
      { share: 0.5, noPod: 0 },
    ]);
  });

  it("hands the part of pods that fail to the others of the host", () => {
    const found = steered([way("v1", 2, 0.5, 1), way("v2", 2, 0.5, 1)], { v2: 1 });
    expect(found.get("v2")?.share).toBeLessThan(0.03);
    expect((found.get("v1")?.share ?? 0) + (found.get("v2")?.share ?? 0)).toBeCloseTo(1);
  });

  it("hardly ever meets five failures in a row where few fail", () => {
    expect(steered([way("v1", 2, 0.5, 1), way("v2", 2, 0.5, 1)], { v2: 0.07 }).get("v2")?.share).toBeCloseTo(0.5, 2);
  });

  it("takes no more pods out than it may, but always one", () => {
    const few = steered([way("v1", 5, 0.5, 0.1), way("v2", 5, 0.5, 0.1)], { v2: 1 });
    expect(few.get("v2")?.share).toBeCloseTo(4 / 9, 1);
  });

  it("leaves requests without a pod while all are out", () => {
    expect(steered([way("v1", 1, 1, 0.1)], { v1: 1 }).get("v1")?.noPod).toBeGreaterThan(0.9);
  });
});
