import type { Reply } from "./exchange.ts";

/** Who answers: VictoriaMetrics reads some of PromQL in its own way. */
export type Engine = (typeof engines)[number];

export const engines = ["prometheus", "victoria-metrics"] as const;

/** VictoriaMetrics and its proxies name their host in every answer; nobody else does. */
export function engineOf({ headers }: Pick<Reply, "headers">): Engine {
  return headers["x-server-hostname"] === undefined ? "prometheus" : "victoria-metrics";
}
