// What one refresh of a large mesh costs the server, step by step: medians in ms. Nothing here passes or fails.
import { createIstioTelemetry, type PrometheusClient } from "@fyr/prometheus";
import { applyDiff, buildPicture, diffTopology, type PictureInput, usualOf } from "@fyr/topology";
import { syntheticClient, syntheticInventory } from "./synthetic-mesh.ts";

const rounds = 15;
const moment = { at: 1_767_225_600, windowSeconds: 60 };

function telemetryAt(load: number) {
  // Only instant queries are asked here.
  return createIstioTelemetry(syntheticClient(load) as PrometheusClient);
}

async function samplesAt(load: number) {
  const telemetry = telemetryAt(load);
  const [traffic, latencies] = await Promise.all([telemetry.traffic(moment), telemetry.latencies(moment)]);
  return [...traffic.samples, ...latencies.samples];
}

/** To a tenth of a millisecond. */
async function median(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await run();
    times.push(performance.now() - began);
  }
  const middle = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  return Number(middle.toFixed(1));
}

const calm: PictureInput = {
  at: new Date(moment.at * 1000).toISOString(),
  windowSeconds: moment.windowSeconds,
  grain: "workload",
  samples: await samplesAt(1),
  inventory: syntheticInventory,
  sources: [],
  warnings: [],
};
const busy: PictureInput = { ...calm, samples: await samplesAt(1.1), usual: usualOf(buildPicture(calm).topology) };
const before = buildPicture(calm).topology;
const after = buildPicture(busy).topology;
const same = buildPicture(calm).topology;
const diff = diffTopology(before, after);
const telemetry = telemetryAt(1);

console.table({
  "read rates": { ms: await median(() => telemetry.traffic(moment)) },
  "read latencies": { ms: await median(() => telemetry.latencies(moment)) },
  "build by workload": { ms: await median(() => buildPicture(busy)) },
  "build by service": { ms: await median(() => buildPicture({ ...busy, grain: "service" })) },
  "build one namespace": { ms: await median(() => buildPicture({ ...busy, namespaces: ["team-1"] })) },
  "diff, nothing changed": { ms: await median(() => diffTopology(before, same)) },
  "diff, everything changed": { ms: await median(() => diffTopology(before, after)) },
  "apply that diff": { ms: await median(() => applyDiff(before, diff)) },
});
