import { countedConnections } from "./counted-connections.ts";
import { countedRequests } from "./counted-requests.ts";
import type { Recorded } from "./recorded.ts";

/** How much of the budget is burnt, over a long window and still over a short one. */
interface BurnRate {
  /** What the names of its alerts end with. */
  readonly pace: "Fast" | "";
  readonly severity: "critical" | "warning";
  readonly long: Window;
  readonly short: Window;
  /** Times the rate that would use the budget up in its 30 days. */
  readonly times: number;
  /** Of the budget, what is gone by then. */
  readonly gone: string;
}

export interface BurnRateAlert extends BurnRate {
  readonly alert: string;
  readonly of: Budget["of"];
  readonly expr: string;
}

/** What of an edge has a budget. */
interface Budget {
  readonly of: "requests" | "connections";
  readonly alert: string;
  /** The series that is recorded of all of them, that of those that failed, and what the names of their shares begin with. */
  readonly all: string;
  readonly failed: string;
  readonly ratio: string;
}

const budgets: readonly Budget[] = [
  { of: "requests", alert: "FyrEdgeFails", ...countedRequests.names, ratio: "fyr:edge_failure_ratio" },
  {
    of: "connections",
    alert: "FyrEdgeConnectionsFail",
    ...countedConnections.names,
    ratio: "fyr:edge_connection_failure_ratio",
  },
];

type Window = "5m" | "30m" | "1h" | "6h";
const windows: readonly Window[] = ["5m", "30m", "1h", "6h"];

/** https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts */
const burnRates: readonly BurnRate[] = [
  { pace: "Fast", severity: "critical", long: "1h", short: "5m", times: 14.4, gone: "2 %" },
  { pace: "", severity: "warning", long: "6h", short: "30m", times: 6, gone: "5 %" },
];

/** Fewer failures than this in the short window say nothing, as on the map. */
const leastFailures = 5;
const secondsOf: Readonly<Record<Window, number>> = { "5m": 300, "30m": 1800, "1h": 3600, "6h": 21_600 };

/** What the alerts rest on. Longer windows are sums of what was recorded: rates over hours would cost as much each time. */
export function recordedRatios(): Recorded[] {
  return [
    ...countedRequests.recorded(),
    ...countedConnections.recorded(),
    ...budgets.flatMap(({ all, failed, ratio }) =>
      windows.map((window) => ({
        record: `${ratio}:${window}`,
        // What breaks now may have been opened long ago.
        expr: `clamp_max(sum_over_time(${failed}[${window}]) / sum_over_time(${all}[${window}]), 1)`,
      })),
    ),
  ];
}

/** `objective`: the share of requests, and of connections, that must not fail, 0..1. */
export function burnRateAlerts(objective: number): BurnRateAlert[] {
  const allowed = Number((1 - objective).toPrecision(6));
  return budgets.flatMap(({ of, alert, failed, ratio }) =>
    burnRates.map((rate) => {
      const bound = `${rate.times} * ${allowed}`;
      const enough = `avg_over_time(${failed}[${rate.short}]) * ${secondsOf[rate.short]} >= ${leastFailures}`;
      const conditions = [`${ratio}:${rate.short} > ${bound}`, `${ratio}:${rate.long} > ${bound}`, enough];
      return {
        ...rate,
        of,
        alert: `${alert}${rate.pace}`,
        expr: conditions.map((condition) => `(${condition})`).join(" and "),
      };
    }),
  );
}
