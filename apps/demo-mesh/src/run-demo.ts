import { join } from "node:path";
import { keepCluster } from "./cluster-keeper.ts";
import type { Config } from "./config.ts";
import { buildControlApi, targetLabels } from "./control-api.ts";
import { backfill } from "./history/backfill.ts";
import { countSeries } from "./history/count-series.ts";
import { connectPrometheus, JOB, type PrometheusLink } from "./history/prometheus.ts";
import { type Resumption, resume } from "./history/resume.ts";
import { loadState, type SavedState, saveState } from "./history/saved-state.ts";
import { HISTORY_SECONDS, historySchedule, LIVE_STEP, MARKED_SECONDS, type Stretch } from "./history/schedule.ts";
import { startKubernetesApi } from "./kubernetes/start-kubernetes-api.ts";
import { createDefaultMesh } from "./mesh/default-mesh.ts";
import { createGeneratedMesh } from "./mesh/generated-mesh.ts";
import type { MeshSpec } from "./mesh/mesh-spec.ts";
import { createStage, type Stage } from "./scenarios/stage.ts";
import { createSimulation, type Simulation } from "./simulation.ts";

export interface Demo {
  readonly config: Config;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Takes `progress: …` and `ready: …` lines for the launcher. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const SAVE_EVERY_MS = 60_000;
const RECONCILE_EVERY_MS = 2000;

/** Runs the make-believe cluster until it is told to stop. */
export async function runDemo({ config, now, say, signal }: Demo): Promise<void> {
  const { seed, generated, data, scenario } = config;
  const seconds = () => now() / 1000;
  const mesh = generated ? createGeneratedMesh({ ...generated, seed }) : createDefaultMesh(seed);
  const meshName = generated ? `generated-${generated.workloads}-${generated.namespaces}-${seed}` : `default-${seed}`;
  const file = join(data, generated ? `objects-${meshName}.json` : "objects.json");
  const { store, reconcile } = keepCluster({ mesh, seed, file, now });
  const { host, advertise, kubePort: port } = config;
  const api = await startKubernetesApi({ store, host, advertise, port, dir: data, now });

  const prometheus = config.prometheusUrl ? connectPrometheus(config.prometheusUrl) : undefined;
  const stateFile = join(data, "state.json");
  const resumed = await takeUp(await loadState(stateFile), { config, mesh: meshName, now: seconds() }, prometheus);
  const writeFrom = resumed.from + MARKED_SECONDS;
  const stretches = prometheus ? historySchedule(writeFrom, seconds(), countSeries(mesh, store, seed)) : [];
  const stage = createStage(mesh, scenario, resumed.onset);
  const start = stretches[0] ? stretches[0].from - MARKED_SECONDS : prometheus ? resumed.from : seconds();
  const simulation = createSimulation({ mesh, cluster: store, stage, seed, start });
  simulation.registry.restore(resumed.counters);
  const doors = await openDoors({ config, mesh, simulation, stage, now: seconds });
  if (prometheus) await writeHistory({ simulation, stretches, prometheus, now: seconds, say, signal });
  if (!signal.aborted) {
    doors.goLive();
    say(`ready: ${doors.url} kubernetes ${api.url}`);
  }
  let saved = Promise.resolve();
  const keepState = (isFinal: boolean) => {
    const state = stateOf({ simulation, stage, mesh: meshName, savedAt: seconds(), isFinal });
    saved = saved.then(() => saveState(stateFile, state));
    return saved;
  };
  if (!signal.aborted) await keepState(false);
  const saving = setInterval(() => void keepState(false), SAVE_EVERY_MS);
  const reconciling = setInterval(reconcile, RECONCILE_EVERY_MS);
  await aborted(signal);
  clearInterval(saving);
  clearInterval(reconciling);
  const wasLive = await doors.close();
  if (wasLive) await keepState(true);
  await Promise.all([store.flush(), api.close()]);
}

interface Identity {
  readonly config: Config;
  readonly mesh: string;
  readonly now: number;
}

async function takeUp(
  state: SavedState | undefined,
  { config, mesh, now }: Identity,
  prometheus?: PrometheusLink,
): Promise<Resumption> {
  await prometheus?.waitUntilReady();
  const since = Math.max(state ? state.savedAt - SAVE_EVERY_MS / 1000 : 0, now - HISTORY_SECONDS);
  const newestSample = await prometheus?.newestSample(since, now);
  return resume({ state, mesh, scenario: config.scenario, onset: config.onset, now, newestSample });
}

interface Past {
  readonly simulation: Simulation;
  readonly stretches: readonly Stretch[];
  readonly prometheus: PrometheusLink;
  readonly now: () => number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

async function writeHistory({ simulation, stretches, prometheus, now, say, signal }: Past): Promise<void> {
  await backfill({
    simulation,
    stretches,
    write: prometheus.write,
    targetLabels: (page) => ({ job: JOB, ...targetLabels(page) }),
    now,
    signal,
    onProgress: (share) => say(`progress: history ${Math.round(share * 100)} %`),
  });
}

interface Stand {
  readonly config: Config;
  readonly mesh: MeshSpec;
  readonly simulation: Simulation;
  readonly stage: Stage;
  /** Unix seconds. */
  readonly now: () => number;
}

interface Doors {
  readonly url: string;
  /** From now on time passes by itself and Prometheus is told what to scrape. */
  goLive(): void;
  /** Says whether it was live. */
  close(): Promise<boolean>;
}

/** Takes the port at once, before history: a launcher has chosen it because it was free then. */
async function openDoors({ config, mesh, simulation, stage, now }: Stand): Promise<Doors> {
  let address = "";
  let ticking: NodeJS.Timeout | undefined;
  const isLive = () => ticking !== undefined;
  const app = buildControlApi({ simulation, stage, namespaces: mesh.namespaces, now, address: () => address, isLive });
  const url = await app.listen({ host: config.host, port: config.port });
  address = `${config.advertise}:${new URL(url).port}`;
  return {
    url,
    goLive: () => {
      ticking = setInterval(() => simulation.advanceTo(now(), LIVE_STEP), LIVE_STEP * 1000);
    },
    close: async () => {
      clearInterval(ticking);
      await app.close();
      if (isLive()) simulation.advanceTo(now(), LIVE_STEP);
      return isLive();
    },
  };
}

interface StateInput extends Pick<SavedState, "mesh" | "savedAt" | "isFinal"> {
  readonly simulation: Simulation;
  readonly stage: Stage;
}

function stateOf({ simulation, stage, ...rest }: StateInput): SavedState {
  const { scenario, onset } = stage.current();
  return { ...rest, scenario: scenario.name, onset, counters: simulation.registry.counters() };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => resolve(), { once: true });
  await promise;
}
