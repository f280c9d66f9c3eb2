import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { seedStore } from "./cluster-seed.ts";
import { type Config, readConfig } from "./config.ts";
import { buildControlApi, targetLabels } from "./control-api.ts";
import { backfill } from "./history/backfill.ts";
import { countSeries } from "./history/count-series.ts";
import { connectPrometheus, JOB, writeScrapeConfig } from "./history/prometheus.ts";
import { resume } from "./history/resume.ts";
import { loadState, saveState } from "./history/saved-state.ts";
import { historySchedule, LIVE_STEP } from "./history/schedule.ts";
import { startKubernetesApi } from "./kubernetes/start-kubernetes-api.ts";
import { createObjectStore } from "./kubernetes/store/object-store.ts";
import { clusterObjects } from "./mesh/cluster-objects.ts";
import { createDefaultMesh } from "./mesh/default-mesh.ts";
import { createGeneratedMesh } from "./mesh/generated-mesh.ts";
import { createStage } from "./scenarios/stage.ts";
import { createSimulation } from "./simulation.ts";
import { RESOURCES } from "./traffic/cluster-view.ts";

const DAY_MS = 86_400_000;
const SAVE_EVERY_MS = 60_000;

const read = readConfig(process.argv.slice(2));
if (!read.ok) {
  for (const fault of read.faults) console.error(fault);
  process.exit(2);
}
await run(read.config);

async function run(config: Config): Promise<void> {
  const now = () => Date.now() / 1000;
  const { seed, generated } = config;
  await mkdir(config.data, { recursive: true });
  const mesh = generated ? createGeneratedMesh({ ...generated, seed }) : createDefaultMesh(seed);
  const meshName = generated ? `generated ${generated.workloads} ${generated.namespaces} ${seed}` : `default ${seed}`;

  // The first objects are older than the mesh's history: nobody rolled everything out at once a minute ago.
  let ageMs = 9 * DAY_MS;
  const objectsFile = join(config.data, generated ? `objects-${generated.workloads}-${seed}.json` : "objects.json");
  const store = createObjectStore({ now: () => Date.now() - ageMs, persistTo: objectsFile });
  if (store.list(RESOURCES.pods).length === 0) seedStore(store, clusterObjects(mesh, seed));
  ageMs = 0;

  const stateFile = join(config.data, "state.json");
  const state = await loadState(stateFile);
  const prometheus = config.prometheusUrl ? connectPrometheus(config.prometheusUrl) : undefined;
  await prometheus?.waitUntilReady();
  const newestSample =
    state && prometheus ? await prometheus.newestSample(state.savedAt - SAVE_EVERY_MS / 1000, now()) : undefined;
  const { scenario, onset } = config;
  const resumed = resume({ state, mesh: meshName, scenario, onset, now: now(), newestSample });
  const series = countSeries(mesh, store, seed);
  const stretches = historySchedule(resumed.from, now(), series);
  const start = prometheus ? (stretches[0]?.from ?? resumed.from) : now();
  const stage = createStage(mesh, scenario, resumed.onset);
  const simulation = createSimulation({ mesh, cluster: store, stage, seed, start });
  simulation.registry.restore(resumed.counters);

  let address = "";
  const app = buildControlApi({ simulation, stage, namespaces: mesh.namespaces, now, address: () => address });
  const api = await startKubernetesApi({ store, port: config.kubePort, dir: config.data, now: () => Date.now() });

  const save = (isFinal: boolean) => {
    const playing = stage.current();
    return saveState(stateFile, {
      mesh: meshName,
      scenario: playing.scenario.name,
      onset: playing.onset,
      savedAt: now(),
      isFinal,
      counters: simulation.registry.counters(),
    });
  };
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await app.close();
    if (isLive) {
      simulation.advanceTo(now(), LIVE_STEP);
      await save(true);
    }
    await store.flush();
    await api.close();
    process.exit(0);
  };
  let isLive = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());

  if (prometheus) {
    await backfill({
      simulation,
      stretches,
      write: prometheus.write,
      targetLabels: (page) => ({ job: JOB, ...targetLabels(page) }),
      now,
      onProgress: (share) => console.log(`progress: history ${Math.round(share * 100)} %`),
    });
  }
  const url = await app.listen({ host: config.host, port: config.port });
  const { port } = new URL(url);
  address = `${config.advertise}:${port}`;
  isLive = true;
  await save(false);
  if (prometheus && config.prometheusConfig) {
    await writeScrapeConfig(config.prometheusConfig, `http://${address}/prometheus/targets`);
    await prometheus.reload();
  }
  console.log(`ready: ${url} kubernetes ${api.url}`);
  setInterval(() => simulation.advanceTo(now(), LIVE_STEP), LIVE_STEP * 1000).unref();
  while (!isStopping) {
    await pause(SAVE_EVERY_MS);
    if (!isStopping) await save(false);
  }
}
