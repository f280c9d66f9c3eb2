// Writes the alerts of deploy/prometheus anew. With any option it prints a rule file instead: `--fyr URL`, where people
// reach Fyr; `--objective 99.5`, the percentage of requests and connections that must not fail.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { alertFile, alertPrometheusRule } from "../packages/prometheus/src/index.ts";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "deploy/prometheus");
const { values } = parseArgs({
  options: {
    fyr: { type: "string", default: "https://fyr.example" },
    objective: { type: "string", default: "99.9" },
  },
});
const percent = Number(values.objective);
const faults = [
  ...(URL.canParse(values.fyr) ? [] : [`--fyr wants an address such as https://fyr.example, not "${values.fyr}".`]),
  ...(percent > 0 && percent < 100 ? [] : [`--objective wants a percentage below 100, not "${values.objective}".`]),
];
const options = { fyr: values.fyr, objective: percent / 100 };

if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exitCode = 2;
} else if (process.argv.length > 2) {
  process.stdout.write(alertFile(options));
} else {
  writeFileSync(join(folder, "fyr-alerts.yaml"), alertFile(options));
  writeFileSync(join(folder, "fyr-alerts-prometheusrule.yaml"), alertPrometheusRule(options));
}
