import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ruleFile } from "@fyr/prometheus";
import { snappyFrame } from "../../apps/demo-mesh/src/history/snappy.ts";
import { encodeLabels, encodeWriteRequest } from "../../apps/demo-mesh/src/history/write-request.ts";
import { type MeshSize, meshSeries } from "./mesh-series.ts";
import { mostRecordingSeconds, untilRecorded, untilRulesRest } from "./recorded.ts";

/** A real Prometheus that holds a mesh of a size, from before it was started. */
export interface FilledPrometheus {
  readonly url: string;
  readonly series: number;
  /** A moment (Unix seconds) that is over, and with it all samples it is told from. */
  newest(): number;
  /** Writes samples up to so many seconds from now, so that nothing has to be written while something is measured. */
  cover(seconds: number): Promise<void>;
  /**
   * Has Prometheus evaluate Fyr's rules until each group has recorded, and stops it: that takes nothing from what is
   * measured after it. Returns a moment (Unix seconds) whose recorded series are whole, and those of the second after it.
   */
  record(): Promise<number>;
  end(): Promise<void>;
}

const scrapeSeconds = 15;
/** Before now: a window of 1 min and whatever the rules look back. */
const filledSeconds = 150;
/** Between evaluations of the rules: on a busy machine those of buckets take longer than Fyr's usual 15 s. */
const ruleSeconds = 60;
/** Prometheus notes it of whatever it scrapes, which is nothing here; the rules record only where there is some. */
const scraped = { labels: { __name__: "up", job: "bench" }, perSecond: 0 };
const seriesPerRequest = 2000;

export async function startFilledPrometheus(port: number, size: MeshSize): Promise<FilledPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), "fyr-bench-"));
  const rules = join(folder, "fyr-rules.yml");
  await writeFile(rules, ruleFile(ruleSeconds));
  await configure(folder, []);
  const url = `http://127.0.0.1:${port}`;
  const child = startProgram(folder, port);
  await isReady(url, child);
  const mesh = meshSeries(size);
  const series = [...mesh, scraped].map(({ labels, perSecond }) => ({ labels: encodeLabels(labels), perSecond }));
  let newest = alignedNow() - filledSeconds - scrapeSeconds;
  const cover = async (seconds: number) => {
    const until = alignedNow() + Math.ceil(seconds / scrapeSeconds) * scrapeSeconds;
    const missing = Array.from(
      { length: Math.max(0, (until - newest) / scrapeSeconds) },
      (_, at) => newest + (at + 1) * scrapeSeconds,
    );
    await writeSeries(url, series, missing);
    newest = Math.max(newest, until);
  };
  await cover(0);
  const evaluateRules = async (isOn: boolean) => {
    await configure(folder, isOn ? [rules] : []);
    child.kill("SIGHUP");
  };
  return {
    url,
    series: mesh.length,
    newest: () => Math.min(newest, alignedNow()) - 1,
    cover,
    record: async () => {
      // Samples that are written while rules are evaluated come too late: some edges are recorded, and others not.
      await cover(mostRecordingSeconds);
      await evaluateRules(true);
      const moment = await untilRecorded(url, ruleSeconds);
      // Recorded series end where their rules do: what is looked at comes before that.
      await pause(1000);
      await evaluateRules(false);
      await untilRulesRest(url);
      return moment;
    },
    end: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configure(folder: string, rules: readonly string[]): Promise<void> {
  const global = `global: { scrape_interval: ${scrapeSeconds}s, evaluation_interval: ${scrapeSeconds}s }\n`;
  return writeFile(join(folder, "prometheus.yml"), `${global}rule_files: ${JSON.stringify(rules)}\n`);
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

function alignedNow(): number {
  return Math.floor(Date.now() / 1000 / scrapeSeconds) * scrapeSeconds;
}
