// npm run bench: what the steps of a refresh cost on this machine. Nothing passes or fails.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { status } = spawnSync("node", [...process.argv.slice(2), join(root, "test", "bench", "refresh.bench.ts")], {
  stdio: "inherit",
});
process.exit(status ?? 1);
