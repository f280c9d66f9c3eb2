// Fyr over a real Prometheus: what a picture costs on top of its queries, what goes over the wire, and what viewers
// cost. Ratios of one run; nothing passes or fails. Sizes as arguments: `100 1000 5000`.
import { setTimeout as pause } from "node:timers/promises";
import { benchLooks } from "./bench-looks.ts";
import { countLooks, type LookCounter } from "./count-looks.ts";
import { type FilledPrometheus, startFilledPrometheus } from "./fill-prometheus.ts";
import type { MeshSize } from "./mesh-series.ts";
import { accountOf } from "./prometheus-account.ts";
import { readStreamSizes } from "./stream-sizes.ts";
import { tellTable, threeDigits } from "./tell-table.ts";
import { openViewers, startServer, type WatchedServer } from "./watched-server.ts";

const ports = { prometheus: 19_810, fyr: 19_820 };
/** A minute where a look takes less than its 5 s, so that what is asked once a minute is in it once. */
const watchedLooks = 12;
/** What is looked up once for new problems, and once in ten minutes, is over by then. */
const warmingLooks = 12;
const betweenLooksMs = 2_500;
/** Fyr goes on looking for half of it after the last viewer left. */
const restMs = 60_000;
/** Longer than everything that is watched takes. */
const watchingSeconds = 900;

const sizes: Readonly<Record<number, MeshSize>> = {
  100: { workloads: 100, namespaces: 10, pods: 2, isWhole: true },
  1000: { workloads: 1000, namespaces: 25, pods: 1, isWhole: true },
  5000: { workloads: 5000, namespaces: 25, pods: 1, isWhole: false },
};
/** Of 1,000 workloads; 500 viewers. */
const viewerGoals =
  "aimed at with 500 viewers: RSS ≤ 400 MB, loop < 20 ms, event ≤ 1,000 ms, queries as with 1 (± 5 %)";

async function benchWire(server: WatchedServer, { workloads }: MeshSize): Promise<void> {
  const { firstPictureMs, snapshotKb, diffKb } = await readStreamSizes(server.url, 5);
  await pause(restMs);
  const rested = await readStreamSizes(server.url, 1);
  // Samples come every 15 s, so of three refreshes one moves every number.
  const sorted = diffKb.slice(1).sort((a, b) => b - a);
  const measured = {
    "first picture, just started, ms": firstPictureMs,
    "first picture, after a rest, ms": rested.firstPictureMs,
    "snapshot, kB gzip": snapshotKb,
    "refresh that moves all, kB gzip": sorted[0] ?? 0,
    "refresh that moves little, kB gzip": sorted.at(-1) ?? 0,
  };
  const [snapshot, refresh] = workloads > 1000 ? ["≤ 380", "≤ 210"] : ["≤ 80", "≤ 45"];
  tellTable(`${workloads} workloads, on the wire`, measured, {
    "snapshot, kB gzip": snapshot,
    "refresh that moves all, kB gzip": refresh,
    "refresh that moves little, kB gzip": "≤ 10 % of a snapshot",
  });
}

interface Watched {
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly queries: number;
  readonly rssMb: number;
  readonly loopDelayMs: number;
  readonly spreadMs: number;
}

async function watch({ url }: FilledPrometheus, server: WatchedServer, looks: LookCounter, count: number) {
  const viewers = openViewers(server.url, count);
  await pause(6_000 + count * 10);
  /** Between two looks: what a look asks after its picture belongs to it. */
  const account = async (after: number) => {
    await looks.after(after);
    await pause(betweenLooksMs);
    const { queries } = await accountOf(url);
    return { queries, ms: performance.now(), ...(await server.cost()) };
  };
  const before = await account(1);
  viewers.reset();
  const { queries, ms, ...cost } = await account(watchedLooks);
  const spreadMs = Math.max(0, ...viewers.spreadsMs());
  viewers.close();
  return { ...cost, queries: queries - before.queries, seconds: (ms - before.ms) / 1000, spreadMs };
}

/** How many watch, up and down again: what comes with time, and not with viewers, falls to all alike. */
async function benchViewers(prometheus: FilledPrometheus, server: WatchedServer, looks: LookCounter, size: MeshSize) {
  const counts = viewersOf(size);
  const turns = new Map<number, Watched[]>(counts.map((count) => [count, []]));
  for (const count of [...counts, ...counts.toReversed()]) {
    turns.get(count)?.push(await watch(prometheus, server, looks, count));
  }
  return [...turns].map(([viewers, both]) => {
    const sumOf = (of: (turn: Watched) => number) => both.reduce((sum, turn) => sum + of(turn), 0);
    const mostOf = (of: (turn: Watched) => number) => threeDigits(Math.max(...both.map(of)));
    const lookCount = both.length * watchedLooks;
    return {
      viewers,
      "CPU, % of one core": threeDigits(
        (100 * sumOf(({ cpuSeconds }) => cpuSeconds)) / sumOf(({ seconds }) => seconds),
      ),
      // On the way down it still is what it was with more.
      "RSS, MB": threeDigits(both[0]?.rssMb ?? Number.NaN),
      "event loop p99, ms": mostOf(({ loopDelayMs }) => loopDelayMs),
      "event to all, ms": mostOf(({ spreadMs }) => spreadMs),
      "a look every, s": threeDigits(sumOf(({ seconds }) => seconds) / lookCount),
      "Prometheus queries a look": threeDigits(sumOf(({ queries }) => queries) / lookCount),
    };
  });
}

async function benchServer(prometheus: FilledPrometheus, size: MeshSize): Promise<void> {
  await prometheus.cover(watchingSeconds);
  const server = await startServer(prometheus.url, ports.fyr);
  try {
    await benchWire(server, size);
    const looks = countLooks(server.url);
    await looks.after(warmingLooks);
    const rows = await benchViewers(prometheus, server, looks, size);
    looks.close();
    console.log(`\n${size.workloads} workloads, viewers; ${viewerGoals}`);
    console.table(rows);
  } finally {
    await server.end();
  }
}

async function bench(size: MeshSize): Promise<void> {
  const began = performance.now();
  const prometheus = await startFilledPrometheus(ports.prometheus, size);
  const filledSeconds = threeDigits((performance.now() - began) / 1000);
  const cut = size.isWhole ? "" : ": a reduced set, the callee's side alone with 11 bounds and durations of code 200";
  console.log(`\n${size.workloads} workloads, ${prometheus.series} series (filled in ${filledSeconds} s)${cut}`);
  try {
    await benchLooks(prometheus, size);
    await benchServer(prometheus, size);
  } finally {
    await prometheus.end();
  }
}

function viewersOf({ workloads }: MeshSize): readonly number[] {
  return workloads === 1000 ? [1, 50, 500] : [1];
}

const asked = process.argv.slice(2).map(Number);
for (const [workloads, size] of Object.entries(sizes)) {
  if (asked.length > 0 && !asked.includes(Number(workloads))) continue;
  await bench(size);
}
