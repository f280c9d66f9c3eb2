import type { ChronicleOptions } from "../cluster/chronicle.ts";
import type { MeshSpec } from "../mesh/mesh-spec.ts";
import { createScenario, isScenarioName, type ScenarioName } from "../scenarios/scenario.ts";
import { createStage, type Stage } from "../scenarios/stage.ts";
import { createSimulation, type Simulation } from "../simulation.ts";
import type { ClusterView } from "../traffic/cluster-view.ts";
import type { TrafficRecord } from "../traffic/traffic-record.ts";
import { countSeries } from "./count-series.ts";
import type { PrometheusLink } from "./prometheus.ts";
import { resume } from "./resume.ts";
import type { SavedState } from "./saved-state.ts";
import { HISTORY_SECONDS, historySchedule, MARKED_SECONDS, type Stretch } from "./schedule.ts";

export interface TakeUpOptions {
  readonly mesh: MeshSpec;
  /** Identity of the mesh. */
  readonly meshName: string;
  readonly cluster: ClusterView;
  readonly seed: number;
  readonly scenario: ScenarioName;
  /** Unix seconds, when asked for. */
  readonly onset: number | undefined;
  /** What the last run left behind. */
  readonly state: SavedState | undefined;
  /** State is saved at least as often. */
  readonly savedEverySeconds: number;
  /** Absent: no history is written. */
  readonly prometheus: PrometheusLink | undefined;
  /** Unix seconds. */
  readonly now: () => number;
  /** Keeps in mind what can be asked later. */
  readonly record: TrafficRecord;
  /** Who does to the cluster what plays does to it. */
  readonly chronicle: (stage: Stage, before: ChronicleOptions["before"]) => (moment: number) => void;
}

/** The mesh where it begins: now, or in a past that is still to be lived through and written. */
export interface TakenUp {
  readonly stage: Stage;
  /** Stands at the beginning of the first stretch. */
  readonly simulation: Simulation;
  /** The past to write, oldest first. */
  readonly stretches: readonly Stretch[];
}

/** Takes up where the last run of this mesh ended, or hours ago. */
export async function takeUp(options: TakeUpOptions): Promise<TakenUp> {
  const { mesh, meshName, cluster, seed, scenario, onset, state, prometheus, now, record } = options;
  await prometheus?.waitUntilReady();
  const begun = now();
  const since = Math.max(state ? state.savedAt - options.savedEverySeconds : 0, begun - HISTORY_SECONDS);
  const newestSample = await prometheus?.newestSample(since, begun);
  const resumed = resume({ state, mesh: meshName, scenario, onset, now: begun, newestSample });
  const stage = createStage(mesh, scenario, resumed.onset);
  const writeFrom = resumed.from + MARKED_SECONDS;
  const stretches = prometheus ? historySchedule(writeFrom, now(), countSeries(mesh, cluster, seed)) : [];
  const start = stretches[0] ? stretches[0].from - MARKED_SECONDS : prometheus ? resumed.from : now();
  const happen = options.chronicle(stage, playedBefore(state, mesh, meshName));
  happen(start);
  record.begin(stage.effectsAt);
  const simulation = createSimulation({ mesh, cluster, stage, seed, start, happen, compiled: record.compiled });
  simulation.registry.restore(resumed.counters);
  return { stage, simulation, stretches };
}

function playedBefore(state: SavedState | undefined, mesh: MeshSpec, meshName: string): ChronicleOptions["before"] {
  if (state?.mesh !== meshName || !isScenarioName(state.scenario)) return undefined;
  return { scenario: createScenario(state.scenario, mesh), onset: state.onset, until: state.savedAt };
}
