// pnpm dev: the demo with pages that reload as you edit them. Takes the arguments of the demo.
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const children = [
  spawn(process.execPath, ["scripts/demo.ts", "--no-open", ...process.argv.slice(2)], { cwd: root, stdio: "inherit" }),
  spawn("pnpm", ["--filter", "@fyr/web", "dev"], { cwd: root, stdio: "inherit" }),
];
for (const child of children) child.on("exit", stop);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);

function stop(): void {
  for (const child of children) child.kill("SIGTERM");
}
