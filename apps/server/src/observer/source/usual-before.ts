import type { Measured } from "@fyr/prometheus";
import { buildPicture, type Inventory, type Picture, type UsualPicture, usualOf } from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { keepOfUnwell } from "./usual-of-unwell.ts";

type Deps = Pick<ObserverDeps, "telemetry" | "history" | "tolerances">;

/** The usual: half an hour, one hour before. Trouble may be older than that: what was unwell then is looked for earlier. */
const agoSeconds: readonly number[] = [3600, 6 * 3600, 24 * 3600];
const windowSeconds = 1800;

/** `at`: Unix seconds, where the usual's own window ends. */
export type Before = Measured & {
  readonly at: number;
  /** Asked for where something was unwell already, and samples reach back that far. */
  readonly earlier?: Before;
};

/** What is usual at `at` (Unix seconds); undefined where the samples do not reach back that far. */
export async function measureBefore(deps: Deps, at: number, signal: AbortSignal): Promise<Before | undefined> {
  return measureAgo(deps, at, agoSeconds, signal);
}

async function measureAgo(
  deps: Deps,
  at: number,
  [ago, ...longer]: readonly number[],
  signal: AbortSignal,
): Promise<Before | undefined> {
  if (ago === undefined) return undefined;
  const { telemetry, history } = deps;
  const moment = { at: at - ago, windowSeconds };
  const oldest = await history.oldestSample(signal);
  if (oldest === undefined || oldest > moment.at - windowSeconds / 2) return undefined;
  const traffic = await telemetry.traffic(moment, signal);
  const latency = await telemetry.latencies(moment, signal);
  const before: Before = { at: moment.at, samples: [...traffic.samples, ...latency.samples], warnings: [] };
  if (pictureOf(before, undefined, deps).unwellFrom.size === 0) return before;
  const earlier = await measureAgo(deps, at, longer, signal);
  return earlier === undefined ? before : { ...before, earlier };
}

/** The ids are those of pictures built with the same inventory. */
export function usualFrom(
  before: Before,
  inventory: Inventory | undefined,
  deps: Pick<Deps, "tolerances">,
): UsualPicture {
  const known = before.earlier && usualFrom(before.earlier, inventory, deps);
  const picture = pictureOf(before, inventory, deps, known);
  const measured = usualOf(picture.topology);
  return known === undefined ? measured : keepOfUnwell(known, measured, picture);
}

function pictureOf(
  { at, samples }: Before,
  inventory: Inventory | undefined,
  { tolerances }: Pick<Deps, "tolerances">,
  usual?: UsualPicture,
): Picture {
  return buildPicture({
    at: formatInstant(at),
    windowSeconds,
    grain: "workload",
    samples,
    ...(usual === undefined ? {} : { usual }),
    ...(inventory === undefined ? {} : { inventory }),
    ...(tolerances === undefined ? {} : { tolerances }),
    sources: [],
    warnings: [],
  });
}
