import type { MeshSpec } from "../mesh/mesh-spec.ts";
import { type MeshEffects, NO_EFFECTS, type WorkloadEffect } from "../traffic/effects.ts";
import { createScenario, type Scenario, type ScenarioName } from "./scenario.ts";

/** Which scenario plays, and since when. */
export interface Stage {
  current(): { readonly scenario: Scenario; readonly onset: number };
  /** `onset` in Unix seconds. */
  play(name: ScenarioName, onset: number): void;
  effectsAt(moment: number): MeshEffects;
}

/** How long it takes until a scenario is fully there, s. */
const RISE_SECONDS = 20;

export function createStage(mesh: MeshSpec, name: ScenarioName, onset: number): Stage {
  let current = { scenario: createScenario(name, mesh), onset };
  return {
    current: () => current,
    play(next, at) {
      current = { scenario: createScenario(next, mesh), onset: at };
    },
    effectsAt(moment) {
      const strength = Math.min(1, (moment - current.onset) / RISE_SECONDS);
      if (strength <= 0) return NO_EFFECTS;
      return strength === 1 ? current.scenario.effects : weakened(current.scenario.effects, strength);
    },
  };
}

function weakened({ workloads, steal, plaintextCallers }: MeshEffects, strength: number): MeshEffects {
  return {
    workloads: new Map([...workloads].map(([key, effect]) => [key, weakenedEffect(effect, strength)])),
    steal: new Map([...steal].map(([node, ratio]) => [node, ratio * strength])),
    plaintextCallers: plaintextCallers.map((caller) => ({ ...caller, perSecond: caller.perSecond * strength })),
  };
}

function weakenedEffect(
  { slowdown = 1, slow = [], refused = 0, unavailable = 0 }: WorkloadEffect,
  strength: number,
): WorkloadEffect {
  return {
    slowdown: 1 + (slowdown - 1) * strength,
    slow: slow.map((part) => ({ ...part, share: part.share * strength })),
    refused: refused * strength,
    unavailable: unavailable * strength,
  };
}
