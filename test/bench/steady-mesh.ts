import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { createBuild, type PictureInput, usualOf } from "@fyr/topology";
import { syntheticInventory } from "./synthetic-inventory.ts";

const windowSeconds = 60;
const namespaces = 25;

/** CPU of the thread in ms by step; `process` is that of everything together, unzipping and collecting garbage included. */
export interface RefreshCost {
  readonly rates: number;
  readonly latencies: number;
  readonly build: number;
  readonly together: number;
  readonly process: number;
}

/** A mesh that answers at `url` and stays as it is, but for its numbers, looked at again and again. */
export async function createSteadyMesh(url: string, workloads: number) {
  const telemetry = createIstioTelemetry(createPrometheusClient({ url, timeoutMs: 120_000 }));
  const inventory = syntheticInventory(workloads, namespaces);
  let at = 1_767_225_600;

  function inputOf(samples: PictureInput["samples"]): PictureInput {
    const instant = new Date(at * 1000).toISOString();
    return { at: instant, windowSeconds, grain: "workload", samples, inventory, sources: [], warnings: [] };
  }

  async function look(): Promise<PictureInput> {
    at += windowSeconds;
    const rates = await telemetry.traffic({ at, windowSeconds });
    const latencies = await telemetry.latencies({ at, windowSeconds });
    return inputOf([...rates.samples, ...latencies.samples]);
  }

  const build = createBuild();
  let picture = build(await look());
  const usual = usualOf(picture.topology);

  async function refresh(): Promise<RefreshCost> {
    at += windowSeconds;
    const whole = process.cpuUsage();
    const clock = createThreadClock();
    const { samples } = await telemetry.traffic({ at, windowSeconds });
    const rates = clock();
    const timed = await telemetry.latencies({ at, windowSeconds });
    const latencies = clock();
    picture = build({ ...inputOf([...samples, ...timed.samples]), usual, previous: picture.verdicts });
    const built = clock();
    const together = rates + latencies + built;
    return { rates, latencies, build: built, together, process: msOf(process.cpuUsage(whole)) };
  }

  return { look, refresh };
}

/** Gives the CPU since it was asked before. */
function createThreadClock(): () => number {
  let before = process.threadCpuUsage();
  return () => {
    const spent = msOf(process.threadCpuUsage(before));
    before = process.threadCpuUsage();
    return spent;
  };
}

function msOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
