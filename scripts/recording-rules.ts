// Writes the recording rules of deploy/prometheus and of the demo anew. With any option it prints a rule file instead:
// `--interval N` for rules that are evaluated every N seconds; `--prometheus-matcher` and `--metric-name` as Fyr takes
// them, for one of several meshes and for metrics that are called otherwise; `--engine victoria-metrics` where vmalert
// evaluates them.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  engines,
  prometheusRule,
  type ReadDialect,
  readMatchers,
  readRenaming,
  ruleFile,
} from "../packages/prometheus/src/index.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const repeatable = { type: "string", multiple: true, default: [] as string[] } as const;
const { values } = parseArgs({
  options: {
    interval: { type: "string" },
    engine: { type: "string", default: engines[0] },
    "prometheus-matcher": repeatable,
    "metric-name": repeatable,
  },
});
const faults: string[] = [];
const engine = engines.find((one) => one === values.engine);
if (engine === undefined) faults.push(`--engine is one of ${engines.join(", ")}, not "${values.engine}".`);
const dialect = {
  ...(engine && { engine }),
  matchers: values["prometheus-matcher"].flatMap((text) => readOf("--prometheus-matcher", readMatchers(text)) ?? []),
  names: values["metric-name"].flatMap((text) => readOf("--metric-name", readRenaming(text)) ?? []),
};
const interval = values.interval ?? "15";
if (!/^[1-9]\d?$/.test(interval)) faults.push(`--interval wants whole seconds from 1 to 99, not "${interval}".`);

if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exitCode = 2;
} else if (process.argv.length > 2) {
  process.stdout.write(ruleFile(Number(interval), dialect));
} else {
  writeFileSync(join(root, "deploy/prometheus/fyr-rules.yaml"), ruleFile(15));
  writeFileSync(join(root, "deploy/prometheus/fyr-prometheusrule.yaml"), prometheusRule(15));
  writeFileSync(join(root, "deploy/compose/fyr-rules.yaml"), ruleFile(5));
}

function readOf<Value>(flag: string, read: ReadDialect<Value>): Value | undefined {
  if (read.ok) return read.value;
  faults.push(`${flag} wants ${read.wants}.`);
  return undefined;
}
