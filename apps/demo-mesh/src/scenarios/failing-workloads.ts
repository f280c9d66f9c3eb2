import { type MeshSpec, type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import type { WorkloadEffect } from "../traffic/effects.ts";
import { callersOf } from "./loads.ts";
import { CANARY, OUTSIDE, placeOf, STORM } from "./places.ts";
import { atWorkload, type MakePlay, NOTHING } from "./play.ts";
import { newImage, rollout } from "./rollout.ts";
import { atOrigin } from "./truth.ts";

/** Seconds before the onset: new pods come up, and fail once requests have warmed them. */
const ROLLED_OUT = -45;

export const failingCanary: MakePlay = (mesh) => {
  const canary = placeOf(mesh, CANARY);
  if (!canary) return NOTHING;
  const { cause, ...rolledOut } = rollout(canary, { manager: "kubectl-set", afterOnset: ROLLED_OUT }, newImage(canary));
  const words = `${canary.app} ${canary.version} refuses some connections and is slow.`;
  return {
    truth: { words, ...atOrigin(mesh, canary), cause },
    ...rolledOut,
    effects: atWorkload(canary, mesh.isNoisy ? FAILING_BADLY : FAILING),
  };
};

const FAILING: WorkloadEffect = {
  refused: 0.061,
  slow: [
    { share: 0.13, ms: 600, sigma: 0.3 },
    { share: 0.009, ms: 20_000, sigma: 0.3 },
  ],
};
/** Where few requests come by, and retries hide refusals. */
const FAILING_BADLY: WorkloadEffect = { ...FAILING, failing: 0.15 };

export const retryStorm: MakePlay = (mesh) => {
  const target = placeOf(mesh, STORM);
  if (!target) return NOTHING;
  const { cause, ...rolledOut } = rollout(target, { manager: "helm", afterOnset: ROLLED_OUT }, newImage(target));
  return {
    truth: {
      words: `${target.name} fails half of its requests, and every failure is tried three times more.`,
      ...atOrigin(mesh, target),
      cause,
    },
    ...rolledOut,
    effects: atWorkload(target, { unavailable: 0.5 }),
  };
};

/** A host on the internet answers most connections no more, and the rest late. */
export const externalDown: MakePlay = (mesh) => {
  const outside = placeOf(mesh, OUTSIDE);
  if (!outside) return NOTHING;
  return {
    truth: { words: `${outside.host}, outside the mesh, has stopped answering.`, ...atOrigin(mesh, outside) },
    effects: atWorkload(outside, { refused: 0.8, refusedAfterMs: 400, slow: [{ share: 0.6, ms: 5000, sigma: 0.4 }] }),
  };
};

export const cascade: MakePlay = (mesh) => {
  const ledger = mesh.workloads.find((spec) => workloadKey(spec) === "payments/ledger");
  if (!ledger) return NOTHING;
  return {
    truth: {
      words: "The ledger's database is slow, and its callers run out of time one after the other.",
      ...atOrigin(mesh, ledger),
    },
    effects: atWorkload(ledger, { slow: [{ share: 0.6, ms: 2600, sigma: 0.5 }], slowdown: 8 }),
  };
};

/** In a mesh of any size: one workload with a single caller and calls of its own to nobody fails. */
export const failingLeaf: MakePlay = (mesh) => {
  const leaf = mesh.workloads.find((spec) => isLeaf(spec, mesh));
  if (!leaf) return NOTHING;
  return {
    truth: { words: `${leaf.name} refuses some connections.`, ...atOrigin(mesh, leaf) },
    effects: atWorkload(leaf, { refused: 0.45 }),
  };
};

function isLeaf({ role, version, protocol, calls, host, name, app }: WorkloadSpec, mesh: MeshSpec): boolean {
  if (role !== "workload" || protocol === "tcp" || calls.length > 0 || name !== app || version === "") return false;
  return callersOf(mesh, host).length === 1;
}
