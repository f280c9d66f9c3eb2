import { type BurnRateAlert, burnRateAlerts, recordedRatios } from "./burn-rate-rules.ts";

export interface AlertOptions {
  /** Where people reach Fyr: the links in the alerts lead there. */
  readonly fyr: string;
  /** The share of requests, and of connections, that must not fail, 0..1. */
  readonly objective: number;
}

const origin = `# Edges that use up their error budget, with links to Fyr: see docs/prometheus.md. Written by scripts/alert-rules.ts.
`;

/** For Prometheus' `rule_files`. */
export function alertFile(options: AlertOptions): string {
  return origin + groupText(options, "");
}

/** The same for the Prometheus Operator. */
export function alertPrometheusRule(options: AlertOptions): string {
  return `${origin}apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: fyr-alerts
  labels:
    # Many operators pick up only rules that carry their own label: kube-prometheus-stack wants \`release: <its name>\`.
    app.kubernetes.io/part-of: fyr
spec:
${groupText(options, "  ")}`;
}

function groupText({ fyr, objective }: AlertOptions, indent: string): string {
  const rules = [
    ...recordedRatios().flatMap(({ record, expr }) => [`- record: ${record}`, ...expression(expr)]),
    ...burnRateAlerts(objective).flatMap((alert) => alertLines(alert, fyr.replace(/\/+$/, ""), objective)),
  ];
  const lines = ["groups:", "  - name: fyr_edge_errors", "    interval: 30s", "    rules:", ...rules.map(indented)];
  return `${lines.map((line) => indent + line).join("\n")}\n`;
}

function indented(line: string): string {
  return `      ${line}`;
}

/** An expression stands on its own line, where no sign of it means anything to YAML. */
function expression(expr: string): string[] {
  return ["  expr: |-", `    ${expr}`];
}

function alertLines(alert: BurnRateAlert, fyr: string, objective: number): string[] {
  const percent = Number((objective * 100).toPrecision(6));
  return [
    `- alert: ${alert.alert}`,
    ...expression(alert.expr),
    "  labels:",
    `    severity: ${alert.severity}`,
    "  annotations:",
    `    summary: ${quoted(`${edgeName}: {{ $value | humanizePercentage }} of its ${alert.of} fail`)}`,
    `    description: ${quoted(
      `Over ${alert.long} and still over ${alert.short} this edge fails more than ${alert.times} times as often as ${percent} % allows: at this pace ${alert.gone} of a month's budget is gone within ${alert.long}.`,
    )}`,
    `    fyr: ${quoted(`${fyr}/investigate?at=${moment}&window=300&find=${findEdge}${alert.of === "connections" ? "+and+tcp" : ""}`)}`,
  ];
}

/** In whichever quotation marks it has none of. */
function quoted(text: string): string {
  return text.includes('"') ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

/** Templates know the values of an alert, not when it was evaluated: `time()` says it. */
const moment = '{{ with query "time()" }}{{ . | first | value | printf "%.0f" }}{{ end }}';

const label = (name: string) => `{{ $labels.${name} }}`;
const isKnown = (name: string) => `(and $labels.${name} (ne $labels.${name} "unknown"))`;

const callee = `{{ if ${isKnown("destination_workload")} }}${label("destination_workload")}{{ else }}${label("destination_service_name")}{{ end }}`;
const edgeName = `${label("source_workload")} → ${callee}`;

/**
 * An expression that finds the edge by its names (docs/expressions.md), as it stands in an address. Of an end
 * the proxies do not know nothing is asked; what has no workload goes by the service that was called.
 */
const findEdge = [
  `{{ if ${isKnown("source_workload")} }}${equals("from.workload", "source_workload")}+and+${equals("from.ns", "source_workload_namespace")}+and+{{ end }}`,
  `{{ if ${isKnown("destination_workload")} }}${equals("to.workload", "destination_workload")}+and+${equals("to.ns", "destination_workload_namespace")}`,
  `{{ else }}${equals("service", "destination_service_name")}{{ end }}`,
].join("");

function equals(field: string, name: string): string {
  return `${field}+%3D+%22{{ $labels.${name} | urlquery }}%22`;
}
