import { execFile } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { FilledPrometheus } from "./fill-prometheus.ts";
import type { LookCost, TurnCost } from "./look-cost.ts";
import type { LookPart } from "./looks.ts";
import type { MeshSize } from "./mesh-series.ts";
import { type Goals, tellTable } from "./tell-table.ts";

type Source = "raw" | "recorded";

const run = promisify(execFile);
const lookCost = fileURLToPath(new URL("./look-cost.ts", import.meta.url));
const steady = "look ÷ bare queries, best";
const first = "first look ÷ its own bare queries, best";
const goalsOf: Readonly<Record<Source, Readonly<Record<LookPart, Goals>>>> = {
  raw: { rates: { [steady]: "≤ 1.3" }, whole: {} },
  recorded: { rates: {}, whole: { [steady]: "≤ 1.3", [first]: "≤ 2.2" } },
};

/** A look beside its bare queries: over the proxies' own series rates alone and the whole, over recorded ones the whole. */
export async function benchLooks(prometheus: FilledPrometheus, { workloads }: MeshSize): Promise<void> {
  const bench = async (at: number, source: Source, part: LookPart) => {
    const { stdout } = await run(process.execPath, [lookCost, prometheus.url, `${at}`, source, part]);
    const load = loadavg()[0]?.toFixed(1);
    const title = `${workloads} workloads, ${source} series, ${part} (load ${load}; CPU in ms)`;
    tellTable(title, rowsOf(JSON.parse(stdout)), workloads === 1000 ? goalsOf[source][part] : {});
  };
  await bench(prometheus.newest(), "raw", "rates");
  await bench(prometheus.newest(), "raw", "whole");
  await bench(await prometheus.record(), "recorded", "whole");
}

function rowsOf({ queries, firstQueries, first: firstLook, firstBare, looks, bare }: LookCost): Record<string, number> {
  const ms = ({ ms }: TurnCost) => ms;
  const cpu = ({ cpuMs }: TurnCost) => cpuMs;
  const prometheusCpu = ({ prometheusCpuMs }: TurnCost) => prometheusCpuMs;
  const allCpu = (turn: TurnCost) => turn.cpuMs + turn.prometheusCpuMs;
  const ratio = (of: (turns: readonly TurnCost[]) => number) => of(looks) / of(bare);
  return {
    "queries of a look": queries,
    "bare queries, best, ms": best(bare.map(ms)),
    "bare queries, median, ms": median(bare.map(ms)),
    [steady]: ratio((turns) => best(turns.map(ms))),
    "look ÷ bare queries, median": ratio((turns) => median(turns.map(ms))),
    "queries of the first look": firstQueries,
    [first]: firstLook.ms / best(firstBare.map(ms)),
    "first look ÷ those of a later look": firstLook.ms / best(bare.map(ms)),
    "Prometheus' CPU, look ÷ bare queries": ratio((turns) => mean(turns.map(prometheusCpu))),
    "CPU of both, look ÷ bare queries": ratio((turns) => mean(turns.map(allCpu))),
    "CPU of a look in Node, best": best(looks.map(cpu)),
    "CPU of the first look in Node": firstLook.cpuMs,
  };
}

function best(values: readonly number[]): number {
  return Math.min(...values);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
