// Writes the recording rules of deploy/prometheus and of the demo anew. `--interval N` prints a rule file that is
// evaluated every N seconds instead.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { prometheusRule, ruleFile } from "../packages/prometheus/src/index.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { interval } = parseArgs({ options: { interval: { type: "string" } } }).values;

if (interval === undefined) {
  writeFileSync(join(root, "deploy/prometheus/fyr-rules.yaml"), ruleFile(15));
  writeFileSync(join(root, "deploy/prometheus/fyr-prometheusrule.yaml"), prometheusRule(15));
  writeFileSync(join(root, "deploy/compose/fyr-rules.yaml"), ruleFile(5));
} else if (/^[1-9]\d?$/.test(interval)) {
  process.stdout.write(ruleFile(Number(interval)));
} else {
  process.stderr.write(`--interval takes whole seconds from 1 to 99, not "${interval}".\n`);
  process.exitCode = 2;
}
