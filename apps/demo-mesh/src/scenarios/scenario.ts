import type { MeshSpec } from "../mesh/mesh-spec.ts";
import { NO_EFFECTS } from "../traffic/effects.ts";
import { badPod } from "./bad-pod.ts";
import { badRouteEdit } from "./bad-route-edit.ts";
import { cascade, externalDown, failingCanary, failingLeaf, retryStorm } from "./failing-workloads.ts";
import { type MakePlay, NOTHING, type Play } from "./play.ts";
import { slowDatabase } from "./slow-database.ts";
import { ambient, ambientRefused, noisyNeighbour, plaintextCaller } from "./surroundings.ts";

export const SCENARIO_NAMES = [
  "calm",
  "quiet",
  "failing-canary",
  "slow-database",
  "noisy-neighbour",
  "cascade",
  "retry-storm",
  "bad-pod",
  "bad-route-edit",
  "external-down",
  "plaintext-caller",
  "ambient",
  "ambient-refused",
  "scale",
] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export function isScenarioName(name: unknown): name is ScenarioName {
  return SCENARIO_NAMES.some((known) => known === name);
}

export interface Scenario extends Play {
  readonly name: ScenarioName;
}

export function createScenario(name: ScenarioName, mesh: MeshSpec): Scenario {
  return { name, ...SCENARIOS[name](mesh) };
}

const SCENARIOS: Record<ScenarioName, MakePlay> = {
  calm: () => NOTHING,
  quiet: () => ({
    truth: { words: "Nothing is the matter: speeds and traffic wander, and now and then something hiccups." },
    effects: NO_EFFECTS,
    isNoisy: true,
  }),
  "failing-canary": failingCanary,
  "slow-database": slowDatabase,
  "noisy-neighbour": noisyNeighbour,
  cascade,
  "retry-storm": retryStorm,
  "bad-pod": badPod,
  "bad-route-edit": badRouteEdit,
  "external-down": externalDown,
  "plaintext-caller": plaintextCaller,
  ambient,
  "ambient-refused": ambientRefused,
  scale: failingLeaf,
};
