import { mkdir } from "node:fs/promises";
import { readConfig, USAGE } from "./config.ts";
import { runDemo } from "./run-demo.ts";

if (process.argv.includes("--help")) {
  console.log(USAGE);
  process.exit(0);
}
const read = readConfig(process.argv.slice(2), { ISTIO_VERSION: process.env["ISTIO_VERSION"] });
if (!read.ok) {
  for (const fault of read.faults) console.error(fault);
  process.exit(2);
}

await mkdir(read.config.data, { recursive: true });
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopping.abort());
await runDemo({
  config: read.config,
  now: () => Date.now(),
  say: (line) => console.log(line),
  signal: stopping.signal,
});
process.exit(0);
