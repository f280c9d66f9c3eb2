import type { Reply } from "./reply.ts";

/** Who answers: VictoriaMetrics reads some of PromQL in its own way. */
export type Engine = (typeof engines)[number];

export const engines = ["prometheus", "victoria-metrics"] as const;

/** `-search.latencyOffset` and `-search.maxStepForPointsAdjustment`, unless they are set otherwise; a second is for the answer's way. */
const unsettledSeconds = 31;
const adjustedBelowSeconds = 60;

/** VictoriaMetrics does not trust the newest samples: in ranges of fine steps, values after this (Unix seconds) repeat the one before. */
export function settledUntil(engine: Engine, stepSeconds: number, answeredAt: number | undefined): number {
  if (engine === "prometheus" || stepSeconds >= adjustedBelowSeconds || answeredAt === undefined)
    return Number.POSITIVE_INFINITY;
  return answeredAt - unsettledSeconds;
}

/** VictoriaMetrics and its proxies name their host in every answer; nobody else does. */
export function engineOf({ headers }: Pick<Reply, "headers">): Engine {
  return headers["x-server-hostname"] === undefined ? "prometheus" : "victoria-metrics";
}
