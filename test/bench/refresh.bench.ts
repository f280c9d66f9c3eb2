// What one refresh of a large mesh costs the server, step by step: CPU in ms. Nothing here passes or fails.
// Sizes as arguments: `1000 5000`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { applyDiff, buildPicture, createBuild, diffTopology } from "@fyr/topology";
import { cpuCost } from "./cpu-cost.ts";
import { createSteadyMesh, type RefreshCost } from "./steady-mesh.ts";

const answering = fileURLToPath(new URL("./answering-prometheus.ts", import.meta.url));

const rounds = 15;

async function bench(workloads: number): Promise<void> {
  const prometheus = spawn(process.execPath, [answering, `${workloads}`], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(prometheus.stdout, "data");
  const meshWith = (oneIn: number) => createSteadyMesh(`http://127.0.0.1:${Number(port)}/${oneIn}`, workloads);

  console.log(`\n${workloads} workloads, refresh by refresh: the best of each step, and of all of them together`);
  console.table(
    await bestInTurns({
      "nothing has moved": await meshWith(0),
      "a tenth": await meshWith(10),
      "a third": await meshWith(3),
      everything: await meshWith(1),
    }),
  );

  const mesh = await meshWith(1);
  const build = createBuild();
  const looks = [await mesh.look(), await mesh.look(), await mesh.look()];
  let look = 0;
  const next = () => looks[look++ % looks.length] ?? mesh.look();
  const [before, after] = [build(await next()).topology, build(await next()).topology];
  const diff = diffTopology(before, after);
  const text = JSON.stringify(after);
  const same = JSON.parse(text);
  console.log(
    `\n${workloads} workloads, ${after.edges.length} edges, ${after.problems.length} problems: CPU of the thread`,
  );
  console.table({
    // What the others can be compared with, on whatever machine.
    "JSON.parse of the picture": await cpuCost(() => JSON.parse(text)),
    "build by workload, a single one": await cpuCost(async () => buildPicture(await next())),
    "build by service": await cpuCost(async () => buildPicture({ ...(await next()), grain: "service" })),
    "build one namespace": await cpuCost(async () => buildPicture({ ...(await next()), namespaces: ["team-1"] })),
    "diff, nothing changed": await cpuCost(() => diffTopology(after, same)),
    "diff, everything changed": await cpuCost(() => diffTopology(before, after)),
    "apply that diff": await cpuCost(() => applyDiff(before, diff)),
  });
  prometheus.kill();
}

type SteadyMesh = Awaited<ReturnType<typeof createSteadyMesh>>;

/** In turns, so that what else the machine does is no difference between them. */
async function bestInTurns(meshes: Readonly<Record<string, SteadyMesh>>) {
  const best: Record<string, RefreshCost> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, mesh] of Object.entries(meshes)) {
      const now = await mesh.refresh();
      const before = best[name] ?? now;
      const least = (step: keyof RefreshCost) => Math.round(Math.min(before[step], now[step]));
      best[name] = {
        rates: least("rates"),
        latencies: least("latencies"),
        build: least("build"),
        together: least("together"),
        process: least("process"),
      };
    }
  }
  return best;
}

const asked = process.argv.slice(2).map(Number);
for (const workloads of asked.length > 0 ? asked : [1000]) await bench(workloads);
