// npm start -- --prometheus URL [--kubeconfig F] …: Fyr alone, against what you name. `--help` lists every setting.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildWeb } from "./provision/build-web.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
try {
  buildWeb(root, (sentence) => process.stderr.write(`${sentence}\n`));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
const child = spawn(process.execPath, [join(root, "apps/server/src/main.ts"), ...process.argv.slice(2)], {
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
