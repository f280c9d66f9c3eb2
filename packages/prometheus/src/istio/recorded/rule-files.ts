import type { Dialect } from "../../dialect.ts";
import { type RecordingRule, type RuleGroup, recordingRules } from "./recording-rules.ts";

const origin = `# Edges added up beforehand, for Fyr: see docs/prometheus.md. Written by scripts/recording-rules.ts.
`;

/** For Prometheus' `rule_files`. */
export function ruleFile(intervalSeconds: number, dialect?: Dialect): string {
  return origin + groupsText(recordingRules(intervalSeconds, dialect), "");
}

/** The same for the Prometheus Operator. */
export function prometheusRule(intervalSeconds: number): string {
  return `${origin}apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: fyr-edges
  labels:
    # Many operators pick up only rules that carry their own label: kube-prometheus-stack wants \`release: <its name>\`.
    app.kubernetes.io/part-of: fyr
spec:
${groupsText(recordingRules(intervalSeconds), "  ")}`;
}

function groupsText(groups: readonly RuleGroup[], indent: string): string {
  const lines = ["groups:", ...groups.flatMap((group) => groupLines(group).map((line) => `  ${line}`))];
  return `${lines.map((line) => indent + line).join("\n")}\n`;
}

function groupLines({ name, intervalSeconds, rules }: RuleGroup): string[] {
  return [
    `- name: ${name}`,
    `  interval: ${intervalSeconds}s`,
    "  rules:",
    ...rules.flatMap((rule) => ruleLines(rule).map((line) => `    ${line}`)),
  ];
}

/** An expression stands on its own line, where no sign of it means anything to YAML. */
function ruleLines({ record, labels, expr }: RecordingRule): string[] {
  const written = Object.entries(labels).map(([label, value]) => `    ${label}: ${JSON.stringify(value)}`);
  return [
    `- record: ${record}`,
    ...(written.length === 0 ? [] : ["  labels:", ...written]),
    "  expr: |-",
    `    ${expr}`,
  ];
}
