import type { Grain, Topology } from "@fyr/contract";
import type { Measured, TelemetryMoment } from "@fyr/prometheus";
import { buildPicture, type Inventory, known, type Picture } from "@fyr/topology";
import { AppError } from "../../app-error.ts";
import { formatInstant } from "../instant-text.ts";
import type { MomentQuery } from "../observer.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { createSharedWork } from "../source/shared-work.ts";
import { sourceOf } from "../source/source-of.ts";

/** Pictures of single moments. Those of the past never change and are kept. */
export interface MomentPictures {
  /** Revision 0. Rejects with AppError where `at` lies in the future. */
  picture(query: MomentQuery & { readonly at: number }, signal: AbortSignal): Promise<Picture>;
}

const keptMeasurements = 12;
const keptPictures = 24;
/** Samples may still come in for moments as young as this: their pictures are kept for a few seconds only. */
const settledAfterSeconds = 60;
const unsettledSeconds = 5;
/** Clocks of browser and server may differ by this much. */
const clockSkewSeconds = 5;

export function createMomentPictures(deps: ObserverDeps, defaultWindowSeconds: number): MomentPictures {
  const { telemetry, history, now } = deps;
  const measurements = createSharedWork<Measured>(keptMeasurements);
  const pictures = createSharedWork<Picture>(keptPictures);

  function measure(moment: TelemetryMoment, signal: AbortSignal): Promise<Measured> {
    const key = [moment.at, moment.windowSeconds, ageOf(moment.at)].join("|");
    return measurements.get(key, (shared) => measureOnce(moment, shared), signal);
  }

  /** Tells earlier answers about a moment that was not settled from later ones. */
  function ageOf(at: number): string {
    const seconds = now() / 1000;
    return seconds - at > settledAfterSeconds ? "settled" : String(Math.floor(seconds / unsettledSeconds));
  }

  async function measureOnce(moment: TelemetryMoment, signal: AbortSignal): Promise<Measured> {
    const parts = await Promise.all([
      telemetry.traffic(moment, signal),
      telemetry.latencies(moment, signal),
      telemetry.messages(moment, signal),
    ]);
    const [{ source }, { seriesPerRow }] = parts;
    return {
      ...known("source", source),
      ...known("seriesPerRow", seriesPerRow),
      samples: parts.flatMap((part) => part.samples),
      warnings: parts.flatMap((part) => part.warnings),
    };
  }

  return {
    picture: async (query, signal) => {
      const present = now() / 1000;
      if (query.at > present + clockSkewSeconds) {
        throw new AppError("bad_request", `at lies in the future: it is ${formatInstant(present)} now.`, {
          field: "at",
        });
      }
      // Whole seconds: the instant that is said is exactly the one that was asked for.
      const at = Math.min(Math.floor(query.at), Math.floor(present));
      const requested = query.windowSeconds ?? defaultWindowSeconds;
      const windowSeconds = await history.trustedWindowSeconds(requested, at, signal);
      const grain = query.grain ?? "workload";
      const namespaces = [...(query.namespaces ?? [])].sort();
      const { serviceNodes = false } = query;
      const key = [at, requested, windowSeconds, grain, serviceNodes, ageOf(at), ...namespaces].join("|");
      const run = async (shared: AbortSignal) => {
        const measured = await measure({ at, windowSeconds }, shared);
        const warnings = [...measured.warnings, ...(await historyWarnings(at, shared))];
        return assemble(
          { at, requested, windowSeconds, grain, serviceNodes, namespaces },
          { ...measured, warnings },
          deps,
        );
      };
      return pictures.get(key, run, signal);
    },
  };

  async function historyWarnings(at: number, signal: AbortSignal): Promise<string[]> {
    const oldest = await history.oldestSample(signal);
    if (oldest === undefined || at >= oldest) return [];
    return [`Prometheus has nothing from before ${formatInstant(oldest)}.`];
  }
}

interface Asked {
  readonly at: number;
  readonly requested: number;
  readonly windowSeconds: number;
  readonly grain: Grain;
  readonly serviceNodes: boolean;
  readonly namespaces: readonly string[];
}

function assemble(asked: Asked, measured: Measured, deps: ObserverDeps): Picture {
  const inventory = deps.inventory();
  const sources: Topology["sources"] = [{ name: "prometheus", status: "ok" }, deps.kubernetesState()];
  return buildPicture({
    at: formatInstant(asked.at),
    windowSeconds: asked.windowSeconds,
    ...(asked.requested === asked.windowSeconds ? {} : { requestedWindowSeconds: asked.requested }),
    grain: asked.grain,
    serviceNodes: asked.serviceNodes,
    ...sourceOf(measured),
    samples: measured.samples,
    ...(inventory === undefined ? {} : { inventory: withoutPods(inventory) }),
    ...(deps.tolerances === undefined ? {} : { tolerances: deps.tolerances }),
    ...(asked.namespaces.length > 0 ? { namespaces: asked.namespaces } : {}),
    sources,
    warnings: measured.warnings,
  });
}

/** Kinds, names and routes hold for some time; how many pods are ready is known for now only. */
function withoutPods(inventory: Inventory): Inventory {
  const workloads = inventory.workloads.map(({ pods: _, ...workload }) => ({ ...workload, podNames: [] }));
  return { ...inventory, workloads };
}
