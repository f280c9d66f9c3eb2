import { join } from "node:path";
import { createChronicle } from "./cluster/chronicle.ts";
import { keepCluster } from "./cluster/cluster-keeper.ts";
import type { Config } from "./config.ts";
import { targetLabels } from "./control-api.ts";
import { createControllers } from "./controllers/create-controllers.ts";
import { openDoors } from "./doors.ts";
import { backfill } from "./history/backfill.ts";
import { connectPrometheus, JOB, type PrometheusLink } from "./history/prometheus.ts";
import { loadState, type SavedState, saveState } from "./history/saved-state.ts";
import { type TakenUp, type TakeUpOptions, takeUp } from "./history/take-up.ts";
import { startKubernetesApi } from "./kubernetes/start-kubernetes-api.ts";
import { createPodLogs } from "./logs/pod-logs.ts";
import { chooseMesh } from "./mesh/choose-mesh.ts";
import { clusterObjects } from "./mesh/cluster-objects.ts";
import { createTraceSource } from "./traces/trace-source.ts";
import { createTrafficRecord } from "./traffic/traffic-record.ts";

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
const TELL_EVERY_MS = 20_000;
const CONTROL_EVERY_MS = 500;

/** Runs the make-believe cluster until it is told to stop. */
export async function runDemo({ config, now, say, signal }: Demo): Promise<void> {
  const { seed, data, scenario, onset, host, advertise, kubePort: port, istioVersion } = config;
  const seconds = () => now() / 1000;
  const { mesh, name: meshName, objectsFile } = chooseMesh(config);
  const { store, reconcile, passTime, hands } = keepCluster({ mesh, file: join(data, objectsFile), now });
  const seeds = clusterObjects(mesh);
  const record = createTrafficRecord(mesh);
  const logs = createPodLogs(record, mesh);
  const api = await startKubernetesApi({ store, host, advertise, port, dir: data, istioVersion, now, logs });
  const prometheus = config.prometheusUrl ? connectPrometheus(config.prometheusUrl) : undefined;
  const stateFile = join(data, "state.json");
  const state = await loadState(stateFile);
  const past = { state, savedEverySeconds: SAVE_EVERY_MS / 1000, prometheus, now: seconds };
  const chronicle: TakeUpOptions["chronicle"] = (stage, before) =>
    createChronicle({ stage, hands, seeds, ...(before && { before }) });
  const takenUp = await takeUp({ mesh, meshName, cluster: store, seed, scenario, onset, chronicle, record, ...past });
  const doors = await openDoors({ config, mesh, traces: createTraceSource(record, mesh), ...takenUp, now: seconds });
  if (prometheus) await writeHistory({ ...takenUp, prometheus, now: seconds, say, signal });
  const save = createSaver(stateFile, (isFinal) => stateOf(takenUp, { mesh: meshName, savedAt: seconds(), isFinal }));
  if (!signal.aborted) {
    doors.goLive();
    say(`ready: ${doors.url} kubernetes ${api.url}`);
    await save(false);
  }
  passTime();
  const telling = setInterval(passTime, TELL_EVERY_MS);
  const saving = setInterval(() => void save(false), SAVE_EVERY_MS);
  const reconciling = setInterval(reconcile, RECONCILE_EVERY_MS);
  const control = createControllers(store, seeds);
  const controlling = setInterval(() => control(now()), CONTROL_EVERY_MS);
  await aborted(signal);
  clearInterval(telling);
  clearInterval(saving);
  clearInterval(reconciling);
  clearInterval(controlling);
  if (await doors.close()) await save(true);
  await Promise.all([store.flush(), api.close()]);
}

interface Past extends Pick<TakenUp, "simulation" | "stretches">, Pick<Demo, "say" | "signal"> {
  readonly prometheus: PrometheusLink;
  /** Unix seconds. */
  readonly now: () => number;
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

/** One after the other: the last state asked for is the one that stays. */
function createSaver(file: string, state: (isFinal: boolean) => SavedState): (isFinal: boolean) => Promise<void> {
  let saved = Promise.resolve();
  return (isFinal) => {
    const next = state(isFinal);
    saved = saved.then(() => saveState(file, next));
    return saved;
  };
}

function stateOf({ simulation, stage }: TakenUp, rest: Pick<SavedState, "mesh" | "savedAt" | "isFinal">): SavedState {
  const { scenario, onset } = stage.current();
  return { ...rest, scenario: scenario.name, onset, counters: simulation.registry.counters() };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => resolve(), { once: true });
  await promise;
}
