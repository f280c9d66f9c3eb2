// npm test: everything that must hold, from formatting to the browser. Ends with "N passed, N failed".
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildWeb } from "./provision/build-web.ts";
import { providePrograms } from "./provision/programs.ts";

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, ".cache", "reports");
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const counts: Count[] = [];
try {
  const programs = providePrograms(["prometheus", "promtool", "kubectl", "chromium"], say);
  process.env.FYR_CHROMIUM = programs.chromium;
  counts.push(step("format and lint", ["biome", "check", "."]));
  counts.push(step("types of the scripts", ["tsc", "-p", "scripts"]));
  counts.push(step("types", ["pnpm", "-r", "--no-bail", "exec", "tsc", "-p", "."]));
  counts.push(step("dead code", ["knip"]));
  counts.push(vitest("unit and web", ["--project", "unit", "--project", "web"]));
  counts.push(vitest("integration", ["--project", "integration"]));
  buildWeb(root, say);
  counts.push(playwright());
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  counts.push({ passed: 0, failed: 1 });
}

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function step(name: string, command: readonly string[]): Count {
  const ok = run(name, command) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

function vitest(name: string, args: readonly string[]): Count {
  const file = join(reports, `${name.replaceAll(" ", "-")}.json`);
  const code = run(name, [
    "vitest",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...args,
  ]);
  const report = readReport<{ numPassedTests: number; numFailedTests: number; numFailedTestSuites: number }>(file);
  return settle(code, report?.numPassedTests ?? 0, report?.numFailedTests ?? 0);
}

function playwright(): Count {
  const file = join(reports, "e2e.json");
  const code = run("in the browser", ["playwright", "test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const report = readReport<{ stats: { expected: number; unexpected: number; flaky: number } }>(file);
  return settle(code, report?.stats.expected ?? 0, (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0));
}

/** A runner that ends badly without a failed test of its own (a crash, a suite that does not load) has failed once. */
function settle(code: number, passed: number, failed: number): Count {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function run(name: string, [command = "", ...args]: readonly string[], env: Record<string, string> = {}): number {
  say(`\n── ${name}`);
  const bin = join(root, "node_modules", ".bin");
  const PATH = [bin, join(root, "test", "node_modules", ".bin"), process.env.PATH].join(":");
  return spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env, PATH } }).status ?? 1;
}

function readReport<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
