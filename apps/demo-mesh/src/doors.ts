import type { Config } from "./config.ts";
import { buildControlApi } from "./control-api.ts";
import { LIVE_STEP } from "./history/schedule.ts";
import type { MeshSpec } from "./mesh/mesh-spec.ts";
import { createExemplars } from "./metrics/exemplars.ts";
import type { Stage } from "./scenarios/stage.ts";
import type { Simulation } from "./simulation.ts";
import type { TraceSource } from "./traces/trace-source.ts";

export interface DoorsOptions {
  readonly config: Pick<Config, "host" | "port" | "advertise">;
  readonly mesh: MeshSpec;
  readonly simulation: Simulation;
  readonly stage: Stage;
  readonly traces: TraceSource;
  /** Unix seconds. */
  readonly now: () => number;
}

/** Where Prometheus and whoever runs the demo come in. */
export interface Doors {
  readonly url: string;
  /** From now on time passes by itself and Prometheus is told what to scrape. */
  goLive(): void;
  /** Says whether it was live. */
  close(): Promise<boolean>;
}

/** Takes the port at once, before history: a launcher has chosen it because it was free then. */
export async function openDoors({ config, mesh, simulation, stage, traces, now }: DoorsOptions): Promise<Doors> {
  let address = "";
  let ticking: NodeJS.Timeout | undefined;
  const isLive = () => ticking !== undefined;
  const app = buildControlApi({
    simulation,
    stage,
    namespaces: mesh.namespaces,
    now,
    address: () => address,
    jaeger: { source: traces, mesh, now },
    exemplars: createExemplars(traces, simulation.registry),
    isLive,
  });
  const url = await app.listen({ host: config.host, port: config.port });
  address = `${config.advertise}:${new URL(url).port}`;
  return {
    url,
    goLive: () => {
      ticking = setInterval(() => simulation.advanceTo(now(), LIVE_STEP), LIVE_STEP * 1000);
    },
    close: async () => {
      clearInterval(ticking);
      await app.close();
      if (isLive()) simulation.advanceTo(now(), LIVE_STEP);
      return isLive();
    },
  };
}
