// Fyr over a real Prometheus: what a picture costs on top of its queries, what goes over the wire, and what viewers
// cost. Ratios of one run; nothing passes or fails. Sizes as arguments: `100 1000 5000`.
import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type FilledPrometheus, startFilledPrometheus } from "./fill-prometheus.ts";
import type { MeshSize } from "./mesh-series.ts";
import { readStreamSizes } from "./stream-sizes.ts";
import { openViewers, startServer, type WatchedServer } from "./watched-server.ts";

const ports = { prometheus: 19_810, fyr: 19_820 };
const run = promisify(execFile);
const lookCost = fileURLToPath(new URL("./look-cost.ts", import.meta.url));
const watchedMs = 30_000;
/** What is looked up once for new problems, and once in ten minutes, is over by then. */
const settlingMs = 30_000;

const sizes: Readonly<Record<number, MeshSize>> = {
  100: { workloads: 100, namespaces: 10, pods: 2, isWhole: true },
  1000: { workloads: 1000, namespaces: 25, pods: 1, isWhole: true },
  5000: { workloads: 5000, namespaces: 25, pods: 1, isWhole: false },
};

/** In the past by one sample, which all series have by now. */
async function benchLook(prometheus: FilledPrometheus): Promise<Record<string, number>> {
  const at = Math.floor(Date.now() / 1000 / 15) * 15 - 15;
  const { stdout } = await run(process.execPath, [lookCost, prometheus.url, `${at}`]);
  const found: Record<string, number> = JSON.parse(stdout);
  return Object.fromEntries(Object.entries(found).map(([what, value]) => [what, round(value)]));
}

async function benchWire(server: WatchedServer) {
  const { firstPictureMs, snapshotKb, diffKb } = await readStreamSizes(server.url, 8);
  // Samples come every 15 s, so of three refreshes one moves every number.
  const sorted = diffKb.slice(2).sort((a, b) => b - a);
  return {
    "first picture, ms": round(firstPictureMs),
    "snapshot, kB gzip": round(snapshotKb),
    "refresh that moves all, kB gzip": round(sorted[0] ?? 0),
    "refresh that moves little, kB gzip": round(sorted.at(-1) ?? 0),
  };
}

async function benchViewers(prometheus: FilledPrometheus, server: WatchedServer, count: number) {
  const viewers = openViewers(server.url, count);
  await pause(6_000 + count * 10);
  viewers.reset();
  const queriesBefore = await prometheus.queries();
  await server.cost();
  await pause(watchedMs);
  const { cpuSeconds, rssMb, loopDelayMs } = await server.cost();
  const queries = (await prometheus.queries()) - queriesBefore;
  const spreads = viewers.spreadsMs();
  viewers.close();
  return {
    viewers: count,
    "CPU, % of one core": round((100 * cpuSeconds * 1000) / watchedMs),
    "RSS, MB": round(rssMb),
    "event loop p99, ms": round(loopDelayMs),
    "event to all, ms": round(Math.max(0, ...spreads)),
    "Prometheus queries": queries,
  };
}

async function bench(size: MeshSize, viewerCounts: readonly number[]): Promise<void> {
  const began = performance.now();
  const prometheus = await startFilledPrometheus(ports.prometheus, size, false);
  const filledSeconds = round((performance.now() - began) / 1000);
  const cut = size.isWhole ? "" : ": a reduced set, the callee's side alone with 11 bounds and durations of code 200";
  console.log(`\n${size.workloads} workloads, ${prometheus.series} series (filled in ${filledSeconds} s)${cut}`);
  try {
    console.table({ ...(await benchLook(prometheus)) });
    await prometheus.keepCounting();
    const server = await startServer(prometheus.url, ports.fyr);
    try {
      console.table({ ...(await benchWire(server)) });
      const first = openViewers(server.url, 1);
      await pause(settlingMs);
      const rows: Awaited<ReturnType<typeof benchViewers>>[] = [];
      for (const count of viewerCounts) rows.push(await benchViewers(prometheus, server, count));
      first.close();
      console.table(rows);
    } finally {
      await server.end();
    }
  } finally {
    await prometheus.end();
  }
}

function viewersOf({ workloads }: MeshSize): readonly number[] {
  if (workloads === 1000) return [1, 50, 500];
  return workloads < 1000 ? [1, 50] : [1];
}

/** Three digits. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

const asked = process.argv.slice(2).map(Number);
for (const [workloads, size] of Object.entries(sizes)) {
  if (asked.length > 0 && !asked.includes(Number(workloads))) continue;
  await bench(size, viewersOf(size));
}
