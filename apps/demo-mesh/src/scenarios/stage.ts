import type { MeshSpec } from "../mesh/mesh-spec.ts";
import { type MeshEffects, NO_EFFECTS, together } from "../traffic/effects.ts";
import { createNoise } from "./noise.ts";
import { createScenario, type Scenario, type ScenarioName } from "./scenario.ts";
import { weakened } from "./weakened.ts";

/** Which scenario plays, and since when. */
export interface Stage {
  current(): Playing;
  /** `onset` in Unix seconds. */
  play(name: ScenarioName, onset: number): void;
  /** Somebody has mended what was bad: from this moment on the scenario does nothing more. */
  mend(moment: number): void;
  /** What the scenario does that played then. */
  effectsAt(moment: number): MeshEffects;
}

export interface Playing {
  readonly scenario: Scenario;
  /** Unix seconds. */
  readonly onset: number;
  /** Since when it is mended, Unix seconds. */
  readonly mendedAt?: number;
}

/** How long it takes until a scenario is fully there, s. */
const RISE_SECONDS = 20;

export function createStage(mesh: MeshSpec, name: ScenarioName, onset: number): Stage {
  let current: Play = { scenario: createScenario(name, mesh), onset, from: Number.NEGATIVE_INFINITY };
  const plays = [current];
  const noise = createNoise(mesh);
  const playedAt = (moment: number) => plays.findLast(({ from }) => from <= moment) ?? current;
  return {
    current: () => current,
    play(next, at) {
      current = { scenario: createScenario(next, mesh), onset: at, from: at };
      plays.push(current);
    },
    mend(moment) {
      current = { ...current, mendedAt: moment };
      plays.splice(-1, 1, current);
    },
    effectsAt(moment) {
      const play = playedAt(moment);
      const effects = effectsOf(play, moment);
      return mesh.isNoisy || play.scenario.isNoisy ? together(noise(moment), effects) : effects;
    },
  };
}

interface Play extends Playing {
  /** Since when it plays, Unix seconds; its onset may lie elsewhere. */
  readonly from: number;
}

function effectsOf({ scenario, onset, mendedAt }: Playing, moment: number): MeshEffects {
  if (mendedAt !== undefined && moment >= mendedAt) return NO_EFFECTS;
  const since = moment - onset;
  if (since <= 0) return scenario.before?.(-since) ?? NO_EFFECTS;
  return since >= RISE_SECONDS ? scenario.effects : weakened(scenario.effects, since / RISE_SECONDS);
}
