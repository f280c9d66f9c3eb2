import { either, is, type Matcher, type PromQl, rate, select, sumBy, without, writeOut } from "../../promql.ts";
import { serverErrors } from "../failing/failed-requests.ts";
import { pairLabels } from "../labels.ts";

/** A series that is recorded for the alerts: failures and requests of each edge, and the share of the one in the other. */
interface RecordedRatio {
  readonly record: string;
  readonly expr: string;
}

/** How much of the budget is burnt, over a long window and still over a short one. */
interface BurnRate {
  readonly alert: string;
  readonly severity: "critical" | "warning";
  readonly long: Window;
  readonly short: Window;
  /** Times the rate that would use the budget up in its 30 days. */
  readonly times: number;
  /** Of the budget, what is gone by then. */
  readonly gone: string;
}

export interface BurnRateAlert extends BurnRate {
  readonly expr: string;
}

/** What tells an edge, by whichever side it was counted. */
const edgeLabels = [...pairLabels, "destination_service_name", "destination_service_namespace"];

const requests = "fyr:edge_requests:rate5m";
const failures = "fyr:edge_failures:rate5m";
const ratioOver = (window: Window) => `fyr:edge_failure_ratio:${window}`;
type Window = "5m" | "30m" | "1h" | "6h";
const windows: readonly Window[] = ["5m", "30m", "1h", "6h"];

/** https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts */
const burnRates: readonly BurnRate[] = [
  { alert: "FyrEdgeFailsFast", severity: "critical", long: "1h", short: "5m", times: 14.4, gone: "2 %" },
  { alert: "FyrEdgeFails", severity: "warning", long: "6h", short: "30m", times: 6, gone: "5 %" },
];

/** Fewer failures than this in the short window say nothing, as on the map. */
const leastFailures = 5;
const secondsOf: Readonly<Record<Window, number>> = { "5m": 300, "30m": 1800, "1h": 3600, "6h": 21_600 };

/** What the alerts rest on. Longer windows are sums of what was recorded: rates over hours would cost as much each time. */
export function recordedRatios(): RecordedRatio[] {
  const failed = serverErrors.map((how) => (more: readonly Matcher[]) => countedBy([...how, ...more]));
  return [
    { record: requests, expr: writeOut(byPreferredReporter((more) => sumBy(edgeLabels, countedBy(more)))) },
    {
      record: failures,
      expr: writeOut(byPreferredReporter((more) => sumBy(edgeLabels, either(...failed.map((rates) => rates(more)))))),
    },
    ...windows.map((window) => ({
      record: ratioOver(window),
      expr: `sum_over_time(${failures}[${window}]) / sum_over_time(${requests}[${window}])`,
    })),
  ];
}

/** `objective`: the share of requests that must not fail, 0..1. */
export function burnRateAlerts(objective: number): BurnRateAlert[] {
  const budget = Number((1 - objective).toPrecision(6));
  return burnRates.map((rate) => {
    const bound = `${rate.times} * ${budget}`;
    const enough = `avg_over_time(${failures}[${rate.short}]) * ${secondsOf[rate.short]} >= ${leastFailures}`;
    const conditions = [`${ratioOver(rate.short)} > ${bound}`, `${ratioOver(rate.long)} > ${bound}`, enough];
    return { ...rate, expr: conditions.map((condition) => `(${condition})`).join(" and ") };
  });
}

function countedBy(matchers: readonly Matcher[]): PromQl {
  return rate(select("istio_requests_total", matchers), secondsOf["5m"]);
}

/** Each pair from its caller's side where that counts its requests, else from a waypoint, else from the callee. */
function byPreferredReporter(rows: (reporter: readonly Matcher[]) => PromQl): PromQl {
  const told = (reporter: string) => rows([is("reporter", reporter)]);
  const seen = (reporter: string) => sumBy(pairLabels, countedBy([is("reporter", reporter)]));
  const [source, waypoint] = [seen("source"), seen("waypoint")];
  return either(
    told("source"),
    without(told("waypoint"), source, pairLabels),
    without(told("destination"), either(source, waypoint), pairLabels),
  );
}
