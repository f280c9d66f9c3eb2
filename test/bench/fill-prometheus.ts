import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { snappyFrame } from "../../apps/demo-mesh/src/history/snappy.ts";
import { encodeLabels, encodeWriteRequest } from "../../apps/demo-mesh/src/history/write-request.ts";
import { type MeshSize, meshSeries } from "./mesh-series.ts";

/** A real Prometheus that holds a mesh of a size up to the time it was filled. */
export interface FilledPrometheus {
  readonly url: string;
  readonly series: number;
  /** Writes what has been missing, and goes on: until then writing takes nothing from what is measured. */
  keepCounting(): Promise<void>;
  /** Instant queries it has answered, as it counts them itself: the looks, without what new problems ask of the past. */
  queries(): Promise<number>;
  end(): Promise<void>;
}

const scrapeSeconds = 15;
/** Before now: a window of 1 min and whatever the rules look back. */
const filledSeconds = 150;
const seriesPerRequest = 2000;
const rules = fileURLToPath(new URL("../../deploy/prometheus/fyr-rules.yaml", import.meta.url));

export async function startFilledPrometheus(
  port: number,
  size: MeshSize,
  withRules: boolean,
): Promise<FilledPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), "fyr-bench-"));
  const config = `global: { scrape_interval: ${scrapeSeconds}s, evaluation_interval: ${scrapeSeconds}s }\n`;
  await writeFile(join(folder, "prometheus.yml"), withRules ? `${config}rule_files: [rules.yaml]\n` : config);
  if (withRules) await copyFile(rules, join(folder, "rules.yaml"));
  const url = `http://127.0.0.1:${port}`;
  const child = startProgram(folder, port);
  await isReady(url, child);
  const series = meshSeries(size).map(({ labels, perSecond }) => ({ labels: encodeLabels(labels), perSecond }));
  const write = (moments: readonly number[]) => writeSeries(url, series, moments);
  let newest = alignedNow() - filledSeconds - scrapeSeconds;
  const catchUp = async () => {
    const until = alignedNow();
    const missing = Array.from(
      { length: (until - newest) / scrapeSeconds },
      (_, at) => newest + (at + 1) * scrapeSeconds,
    );
    await write(missing);
    newest = until;
  };
  await catchUp();
  const stop = new AbortController();
  let writing: Promise<void> = Promise.resolve();
  return {
    url,
    series: series.length,
    keepCounting: async () => {
      await catchUp();
      writing = keepWriting(catchUp, stop.signal);
    },
    queries: () => countQueries(url),
    end: async () => {
      stop.abort();
      await writing;
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function startProgram(folder: string, port: number): ChildProcess {
  const args = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, "--log.level=error"];
  const listen = [`--web.listen-address=127.0.0.1:${port}`, "--web.enable-remote-write-receiver"];
  return spawn("prometheus", [...args, ...listen], { stdio: "ignore" });
}

async function isReady(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error("Prometheus did not start.");
    const ready = await fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await pause(200);
  }
}

interface Written {
  readonly labels: Uint8Array;
  readonly perSecond: number;
}

/** `moments` in Unix seconds. Counters rise with some noise, so that every rate moves from look to look. */
async function writeSeries(url: string, series: readonly Written[], moments: readonly number[]): Promise<void> {
  const times = moments.map((moment) => moment * 1000);
  for (let from = 0; from < series.length; from += seriesPerRequest) {
    const some = series.slice(from, from + seriesPerRequest).map(({ labels, perSecond }) => ({
      labels,
      values: moments.map((moment) => countAt(perSecond, moment)),
      from: 0,
    }));
    const response = await fetch(`${url}/api/v1/write`, {
      method: "POST",
      headers: { "content-type": "application/x-protobuf", "content-encoding": "snappy" },
      body: new Uint8Array(snappyFrame(encodeWriteRequest(some, times))),
    });
    if (!response.ok) throw new Error(`Prometheus refused samples: ${await response.text()}`);
  }
}

/** Rises always, by up to a third more or less than usual. */
function countAt(perSecond: number, moment: number): number {
  const since = moment - 1_700_000_000;
  return perSecond * (since + 5 * Math.sin(since / 17 + perSecond * 100));
}

async function keepWriting(catchUp: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const next = (alignedNow() + scrapeSeconds) * 1000;
    await pause(next - Date.now(), undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await catchUp();
  }
}

function alignedNow(): number {
  return Math.floor(Date.now() / 1000 / scrapeSeconds) * scrapeSeconds;
}

async function countQueries(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const counted = /^prometheus_http_requests_total\{code="\d+",handler="\/api\/v1\/query"\} (\S+)$/gm;
  return [...metrics.matchAll(counted)].reduce((sum, [, count]) => sum + Number(count), 0);
}
