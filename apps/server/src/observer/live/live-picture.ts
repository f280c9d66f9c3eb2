import type { Grain, SourceState } from "@fyr/contract";
import { buildPicture, createBuild, type Picture, type TrafficSample } from "@fyr/topology";
import { createProblemOnsets } from "../since/problem-onsets.ts";
import type { LiveDeps } from "./live-deps.ts";
import { createLiveSamples } from "./live-samples.ts";
import type { Looked } from "./one-look.ts";
import { createUsualWhileWell } from "./usual-while-well.ts";

/** What is measured in one window, put together with what Kubernetes has and since when it is so. */
export interface LivePicture {
  /** The newest rates as of `at` (Unix seconds). Rejects when they cannot be had. */
  look(at: number, signal: AbortSignal): Promise<Looked>;
  /** The whole at workload grain, as last built by `refresh`. */
  held(): Picture | undefined;
  /** What that was built of. */
  samples(): readonly TrafficSample[];
  /** Builds the whole anew from the newest measurements, and holds it. */
  refresh(sources: readonly SourceState[]): Picture | undefined;
  /** The same measurements in another cut. */
  cut(
    grain: Grain,
    namespaces: readonly string[],
    sources: readonly SourceState[],
    serviceNodes?: boolean,
  ): Picture | undefined;
  /** Finds out in the background since when things are as they are. */
  lookBack(signal: AbortSignal): void;
}

/** `onMore` is called when something slower has come and the picture is worth building again. */
export function createLivePicture(
  deps: LiveDeps,
  { windowSeconds, everySeconds }: { readonly windowSeconds: number; readonly everySeconds: number },
  onMore: () => void,
): LivePicture {
  const samples = createLiveSamples(deps, windowSeconds, everySeconds);
  const onsets = createProblemOnsets(deps.telemetry, onMore);
  const usualWhileWell = createUsualWhileWell();
  const buildWhole = createBuild();
  let held: Picture | undefined;
  let heldOf: readonly TrafficSample[] = [];

  function build(
    grain: Grain,
    namespaces: readonly string[],
    sources: readonly SourceState[],
    serviceNodes = false,
  ): Picture | undefined {
    const measured = samples.measured();
    if (measured === undefined) return undefined;
    const inventory = deps.inventory();
    const usual = usualWhileWell(measured.input.usual, held);
    const isWhole = grain === "workload" && namespaces.length === 0 && !serviceNodes;
    return (isWhole ? buildWhole : buildPicture)({
      ...measured.input,
      ...(usual === undefined ? {} : { usual }),
      grain,
      serviceNodes,
      since: onsets.known(measured.at),
      sources,
      ...(inventory === undefined ? {} : { inventory }),
      ...(deps.tolerances === undefined ? {} : { tolerances: deps.tolerances }),
      ...(held === undefined ? {} : { previous: held.verdicts }),
      ...(namespaces.length > 0 ? { namespaces } : {}),
    });
  }

  return {
    look: (at, signal) => samples.look(at, signal, onMore),
    held: () => held,
    samples: () => heldOf,
    refresh: (sources) => {
      held = build("workload", [], sources);
      heldOf = samples.measured()?.input.samples ?? [];
      return held;
    },
    cut: build,
    lookBack: (signal) => {
      const at = samples.measured()?.at;
      if (held === undefined || at === undefined) return;
      void onsets.lookBack(held, { at, windowSeconds: samples.windowSeconds() }, signal);
    },
  };
}
