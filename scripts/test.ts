// npm test: everything that must hold, from formatting to the browser. Ends with "N passed, N failed".
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runStage } from "./processes/run-stage.ts";
import { buildWeb } from "./provision/build-web.ts";
import { offerPrograms, providePrograms } from "./provision/programs.ts";

interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Needs what is not on this machine. */
  readonly leftOut?: number;
}

/** So many failures are a fault of the whole: the rest would only wait for it. */
const BAIL = 10;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, ".cache", "reports");
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const counts: Count[] = [];
try {
  const programs = providePrograms(["prometheus", "promtool", "kubectl", "chromium"], say);
  const missing = offerPrograms(["victoria-metrics", "vmalert"], say);
  if (missing.length > 0)
    say(`${missing.join(" and ")} cannot be had here: tests against VictoriaMetrics are left out.`);
  process.env.FYR_CHROMIUM = programs.chromium;
  // Fyr and the demo are started some sixty times: what they are made of is compiled once.
  process.env.NODE_COMPILE_CACHE = join(root, ".cache", "compiled");
  buildWeb(root, say);
  // The browser's tests mostly wait for traffic to be measured: the others run meanwhile.
  const browser = playwright();
  counts.push(await step("format and lint", ["biome", "check", "."]));
  counts.push(await step("types of the scripts", ["tsc", "-p", "scripts"]));
  counts.push(await step("types", ["pnpm", "-r", "--no-bail", "exec", "tsc", "-p", "."]));
  counts.push(await step("dead code", ["knip"]));
  counts.push(await vitest("unit and web", ["--project", "unit", "--project", "web"]));
  counts.push(await vitest("integration", ["--project", "integration"]));
  counts.push(await browser);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  counts.push({ passed: 0, failed: 1 });
}

const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
const leftOut = counts.reduce((sum, count) => sum + (count.leftOut ?? 0), 0);
if (leftOut > 0) say(`\n${leftOut} left out, for want of a program (named above).`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

async function step(name: string, command: readonly string[]): Promise<Count> {
  say(`\n── ${name}`);
  const code = await run(command, 10, print);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

async function vitest(name: string, args: readonly string[]): Promise<Count> {
  const file = join(reports, `${name.replaceAll(" ", "-")}.json`);
  say(`\n── ${name}`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run(["vitest", "run", ...reporters, `--bail=${BAIL}`, ...args], 30, print);
  const report = readReport<{ numPassedTests: number; numFailedTests: number }>(file);
  return settle(code, report?.numPassedTests ?? 0, report?.numFailedTests ?? 0);
}

/** What it prints comes when it ends, so that the lines of others stay together. */
async function playwright(): Promise<Count> {
  const file = join(reports, "e2e.json");
  const printed: Buffer[] = [];
  const command = ["playwright", "test", "--reporter=list,json", `--max-failures=${BAIL}`];
  const code = await run(command, 40, (chunk) => printed.push(chunk), { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  say("\n── in the browser");
  for (const chunk of printed) print(chunk);
  const report = readReport<{ stats: { expected: number; unexpected: number; flaky: number } }>(file);
  return settle(code, report?.stats.expected ?? 0, (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0));
}

/** A runner that ends badly without a failed test of its own (a crash, a suite that does not load) has failed once. */
function settle(code: number, passed: number, failed: number): Count {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function run(
  command: readonly string[],
  minutes: number,
  onOutput: (chunk: Buffer) => void,
  env: Record<string, string> = {},
): Promise<number> {
  const bins = [join(root, "node_modules", ".bin"), join(root, "test", "node_modules", ".bin")];
  const PATH = [...bins, process.env.PATH].join(delimiter);
  const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  return runStage({ command, cwd: root, env: { ...process.env, ...colour, ...env, PATH }, minutes, onOutput });
}

function print(chunk: Buffer): void {
  process.stdout.write(chunk);
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
