import type { MeshEffects, PodEffect, WorkloadEffect } from "../traffic/effects.ts";

/** What a scenario does while it begins; `strength` is 0..1. */
export function weakened(effects: MeshEffects, strength: number): MeshEffects {
  const { workloads, pods, steal, plaintextCallers, entering } = effects;
  return {
    workloads: new Map([...workloads].map(([key, effect]) => [key, weakenedWorkload(effect, strength)])),
    pods: new Map([...pods].map(([name, effect]) => [name, weakenedPod(effect, strength)])),
    steal: new Map([...steal].map(([node, ratio]) => [node, ratio * strength])),
    plaintextCallers: plaintextCallers.map((caller) => ({ ...caller, perSecond: caller.perSecond * strength })),
    entering: 1 + (entering - 1) * strength,
  };
}

function weakenedWorkload(effect: WorkloadEffect, strength: number): WorkloadEffect {
  const { refused = 0, refusedAfterMs } = effect;
  return {
    ...weakenedPod(effect, strength),
    refused: refused * strength,
    ...(refusedAfterMs !== undefined && { refusedAfterMs }),
  };
}

function weakenedPod(effect: PodEffect, strength: number): PodEffect {
  const { slowdown = 1, slow = [], failing = 0, unavailable = 0, memory } = effect;
  return {
    slowdown: 1 + (slowdown - 1) * strength,
    slow: slow.map((part) => ({ ...part, share: part.share * strength })),
    failing: failing * strength,
    unavailable: unavailable * strength,
    ...(memory !== undefined && { memory }),
  };
}
