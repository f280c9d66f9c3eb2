// What one refresh of a large mesh costs the server, step by step: CPU of the thread in ms. Nothing here passes or fails.
// Every look finds other numbers. Sizes as arguments: `1000 5000`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { applyDiff, buildPicture, createBuild, diffTopology, type PictureInput, usualOf } from "@fyr/topology";
import { cpuCost } from "./cpu-cost.ts";
import { syntheticInventory } from "./synthetic-inventory.ts";

const answering = fileURLToPath(new URL("./answering-prometheus.ts", import.meta.url));
const windowSeconds = 60;
const namespaces = 25;

async function bench(workloads: number): Promise<void> {
  const prometheus = spawn(process.execPath, [answering, `${workloads}`], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(prometheus.stdout, "data");
  const url = `http://127.0.0.1:${Number(port)}`;
  const telemetry = createIstioTelemetry(createPrometheusClient({ url, timeoutMs: 120_000 }));
  let at = 1_767_225_600;
  const nextMoment = () => {
    at += windowSeconds;
    return { at, windowSeconds };
  };

  async function samples() {
    const moment = nextMoment();
    return [...(await telemetry.traffic(moment)).samples, ...(await telemetry.latencies(moment)).samples];
  }

  const rates = await cpuCost(() => telemetry.traffic(nextMoment()));
  const latencies = await cpuCost(() => telemetry.latencies(nextMoment()));
  const calm: PictureInput = {
    at: new Date(at * 1000).toISOString(),
    windowSeconds,
    grain: "workload",
    samples: await samples(),
    inventory: syntheticInventory(workloads, namespaces),
    sources: [],
    warnings: [],
  };
  const usual = usualOf(buildPicture(calm).topology);
  let { verdicts: previous } = buildPicture(calm);
  const looks = await Promise.all(Array.from({ length: 3 }, samples));
  let look = 0;
  const next = () => ({ ...calm, samples: looks[look++ % looks.length] ?? [], usual, previous });
  const buildAgain = createBuild();
  const build = () => {
    const picture = buildAgain(next());
    previous = picture.verdicts;
    return picture.topology;
  };
  const [before, after] = [build(), build()];
  const diff = diffTopology(before, after);
  const text = JSON.stringify(after);
  const same = JSON.parse(text);

  console.log(`\n${workloads} workloads, ${after.edges.length} edges, ${after.problems.length} problems`);
  console.table({
    // What the others can be compared with, on whatever machine.
    "JSON.parse of the picture": await cpuCost(() => JSON.parse(text)),
    "read rates": rates,
    "read latencies": latencies,
    "build by workload, refresh by refresh": await cpuCost(build),
    "build by workload, a single one": await cpuCost(() => buildPicture(next())),
    "build by service": await cpuCost(() => buildPicture({ ...next(), grain: "service" })),
    "build one namespace": await cpuCost(() => buildPicture({ ...next(), namespaces: ["team-1"] })),
    "diff, nothing changed": await cpuCost(() => diffTopology(after, same)),
    "diff, everything changed": await cpuCost(() => diffTopology(before, after)),
    "apply that diff": await cpuCost(() => applyDiff(before, diff)),
  });
  prometheus.kill();
}

const asked = process.argv.slice(2).map(Number);
for (const workloads of asked.length > 0 ? asked : [1000]) await bench(workloads);
