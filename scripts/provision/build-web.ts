import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "apps/web/index.html",
  "apps/web/vite.config.ts",
  "apps/web/src/**/*",
  "packages/{contract,topology,routing}/src/**/*.ts",
  "pnpm-lock.yaml",
];

/** Builds the pages when a source changed since the last build. Throws with the builder's words when it fails. */
export function buildWeb(root: string, say: (sentence: string) => void): void {
  const stamp = join(root, "apps/web/dist/.built-from");
  const now = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  say("Building the pages …");
  const built = spawnSync("pnpm", ["--filter", "@fyr/web", "build"], {
    cwd: root,
    encoding: "utf8",
    timeout: 10 * 60_000,
  });
  if (built.status !== 0) throw new Error(`The pages could not be built:\n${built.stdout}${built.stderr}`);
  writeFileSync(stamp, now);
}

function fingerprint(root: string): string {
  const hash = createHash("sha256");
  for (const file of globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .sort((a, b) => path(a).localeCompare(path(b)))) {
    hash.update(path(file).slice(root.length)).update(readFileSync(path(file)));
  }
  return hash.digest("hex");
}

function path(entry: { parentPath: string; name: string }): string {
  return join(entry.parentPath, entry.name);
}
