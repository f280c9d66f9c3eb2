// What one refresh of a large mesh costs the server, step by step: CPU of the thread in ms. Nothing here passes or fails.
import { createIstioTelemetry, type PrometheusClient } from "@fyr/prometheus";
import { applyDiff, buildPicture, diffTopology, type PictureInput, usualOf } from "@fyr/topology";
import { cpuCost } from "./cpu-cost.ts";
import { syntheticClient, syntheticInventory } from "./synthetic-mesh.ts";

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
const text = JSON.stringify(after);

console.table({
  // What the others can be compared with, on whatever machine.
  "JSON.parse of the picture": await cpuCost(() => JSON.parse(text)),
  "read rates": await cpuCost(() => telemetry.traffic(moment)),
  "read latencies": await cpuCost(() => telemetry.latencies(moment)),
  "build by workload": await cpuCost(() => buildPicture(busy)),
  "build by service": await cpuCost(() => buildPicture({ ...busy, grain: "service" })),
  "build one namespace": await cpuCost(() => buildPicture({ ...busy, namespaces: ["team-1"] })),
  "diff, nothing changed": await cpuCost(() => diffTopology(before, same)),
  "diff, everything changed": await cpuCost(() => diffTopology(before, after)),
  "apply that diff": await cpuCost(() => applyDiff(before, diff)),
});
