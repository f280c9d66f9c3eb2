// npm run bench: what a refresh costs the server, alone and over a real Prometheus, and what a large map costs the
// browser. Nothing passes or fails. docs/performance.md says what the numbers mean.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
for (const bench of ["refresh.bench.ts", "wire.bench.ts", "time.bench.ts", "prometheus.bench.ts", "browser.bench.ts"]) {
  const { status } = spawnSync("node", [...process.argv.slice(2), join(root, "test", "bench", bench)], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
