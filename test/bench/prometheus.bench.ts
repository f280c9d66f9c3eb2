// Fyr over a real Prometheus: what a picture costs on top of its queries, what goes over the wire, and what viewers
// cost. Ratios of one run; nothing passes or fails. Sizes as arguments: `100 1000 5000`.
import { setTimeout as pause } from "node:timers/promises";
import { createLooks, type Moment, queriesOfLook, runBare } from "./bare-queries.ts";
import { type FilledPrometheus, startFilledPrometheus } from "./fill-prometheus.ts";
import type { MeshSize } from "./mesh-series.ts";
import { readStreamSizes } from "./stream-sizes.ts";
import { openViewers, startServer, type WatchedServer } from "./watched-server.ts";

const ports = { prometheus: 19_810, fyr: 19_820 };
const rounds = 7;
const bareRounds = 3;
const watchedMs = 20_000;

const sizes: Readonly<Record<number, MeshSize>> = {
  100: { workloads: 100, namespaces: 10, pods: 2, isWhole: true },
  1000: { workloads: 1000, namespaces: 25, pods: 1, isWhole: true },
  5000: { workloads: 5000, namespaces: 25, pods: 1, isWhole: false },
};

async function benchLook(prometheus: FilledPrometheus) {
  const moment: Moment = { at: Math.floor(Date.now() / 1000 / 15) * 15 - 15, windowSeconds: 60 };
  const queries = await queriesOfLook(prometheus.url, moment);
  const look = createLooks(prometheus.url);
  const bareMs: number[] = [];
  const looks: { ms: number; cpuMs: number }[] = [];
  for (let nth = 0; nth <= rounds; nth++) {
    if (nth < bareRounds) bareMs.push(await timed(() => runBare(prometheus.url, queries, moment)));
    const cpuBefore = process.cpuUsage();
    const ms = await timed(() => look(moment));
    const { user, system } = process.cpuUsage(cpuBefore);
    looks.push({ ms, cpuMs: (user + system) / 1000 });
  }
  const bare = Math.min(...bareMs);
  const steady = looks.slice(1);
  const whole = Math.min(...steady.map(({ ms }) => ms));
  return {
    "queries of a look": queries.length,
    "bare queries, ms": round(bare),
    "look ÷ bare queries": round(whole / bare),
    "first look ÷ bare queries": round((looks[0]?.ms ?? 0) / bare),
    "CPU of a look in Node, ms": round(Math.min(...steady.map(({ cpuMs }) => cpuMs))),
    "CPU of the first look, ms": round(looks[0]?.cpuMs ?? 0),
  };
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
    "Prometheus requests": queries,
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
    const server = await startServer(prometheus.url, ports.fyr);
    try {
      console.table({ ...(await benchWire(server)) });
      const rows: Awaited<ReturnType<typeof benchViewers>>[] = [];
      for (const count of viewerCounts) rows.push(await benchViewers(prometheus, server, count));
      console.table(rows);
    } finally {
      await server.end();
    }
  } finally {
    await prometheus.end();
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

/** Three digits. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

const asked = process.argv.slice(2).map(Number);
for (const [workloads, size] of Object.entries(sizes)) {
  if (asked.length > 0 && !asked.includes(Number(workloads))) continue;
  await bench(size, size.workloads === 1000 ? [1, 50, 500] : [1]);
}
