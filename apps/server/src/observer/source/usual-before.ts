import type { Measured } from "@fyr/prometheus";
import { buildPicture, type Inventory, type UsualPicture, usualOf } from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import type { History } from "./history.ts";
import type { Telemetry } from "./telemetry.ts";

/** The usual: half an hour, one hour before. */
const agoSeconds = 3600;
const windowSeconds = 1800;

/** `at`: Unix seconds, where the usual's own window ends. */
export type Before = Measured & { readonly at: number };

/** What is usual at `at` (Unix seconds); undefined where the samples do not reach back that far. */
export async function measureBefore(
  telemetry: Pick<Telemetry, "traffic" | "latencies">,
  history: Pick<History, "oldestSample">,
  at: number,
  signal: AbortSignal,
): Promise<Before | undefined> {
  const moment = { at: at - agoSeconds, windowSeconds };
  const oldest = await history.oldestSample(signal);
  if (oldest === undefined || oldest > moment.at - windowSeconds / 2) return undefined;
  const traffic = await telemetry.traffic(moment, signal);
  const latency = await telemetry.latencies(moment, signal);
  return { at: moment.at, samples: [...traffic.samples, ...latency.samples], warnings: [] };
}

/** The ids are those of pictures built with the same inventory. */
export function usualFrom({ at, samples }: Before, inventory: Inventory | undefined): UsualPicture {
  const { topology } = buildPicture({
    at: formatInstant(at),
    windowSeconds,
    grain: "workload",
    samples,
    ...(inventory === undefined ? {} : { inventory }),
    sources: [],
    warnings: [],
  });
  return usualOf(topology);
}
