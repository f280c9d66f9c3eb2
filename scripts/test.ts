// npm test: everything that must hold, from formatting to the browser. Ends with what failed and "N passed, N failed".
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runStage } from "./processes/run-stage.ts";
import { buildWeb } from "./provision/build-web.ts";
import { offerPrograms, providePrograms } from "./provision/programs.ts";
import { type Failure, failuresInWords } from "./results/failure.ts";
import { failuresOfPlaywright, type PlaywrightReport } from "./results/playwright-report.ts";
import { lastLines } from "./results/telling-lines.ts";
import { failuresOfVitest, type VitestReport } from "./results/vitest-report.ts";

interface Result {
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** Need what is not on this machine, or what failed before them. */
  readonly skipped: number;
}

/** So many failures are a fault of the whole: the rest would only wait for it. */
const BAIL = 10;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, ".cache", "reports");
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const results: Result[] = [];
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
  results.push(await step("format and lint", ["biome", "check", "."]));
  results.push(await step("types of the scripts", ["tsc", "-p", "scripts"]));
  results.push(await step("types", ["pnpm", "-r", "--no-bail", "exec", "tsc", "-p", "."]));
  results.push(await step("dead code", ["knip"]));
  results.push(await vitest("unit and web", ["--project", "unit", "--project", "web"]));
  results.push(await vitest("integration", ["--project", "integration"]));
  results.push(await browser);
} catch (error) {
  const failure = { name: "what the tests need", error: error instanceof Error ? error.message : String(error) };
  results.push({ passed: 0, failures: [failure], skipped: 0 });
}

const failures = results.flatMap((result) => result.failures);
if (failures.length > 0) say(`\n── what failed\n\n${failuresInWords(failures)}`);
if (sumOf("skipped") > 0) say(`\n${sumOf("skipped")} skipped, for want of a program or of what failed before them.`);
process.stdout.write(`\n${sumOf("passed")} passed, ${failures.length} failed\n`);
process.exit(failures.length === 0 ? 0 : 1);

function sumOf(what: "passed" | "skipped"): number {
  return results.reduce((sum, result) => sum + result[what], 0);
}

async function step(name: string, command: readonly string[]): Promise<Result> {
  say(`\n── ${name}`);
  const { code, printed } = await run(command, 10, print);
  return settle(name, code, printed, { passed: code === 0 ? 1 : 0, failures: [], skipped: 0 });
}

async function vitest(name: string, args: readonly string[]): Promise<Result> {
  const file = join(reports, `${name.replaceAll(" ", "-")}.json`);
  say(`\n── ${name}`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code, printed } = await run(["vitest", "run", ...reporters, `--bail=${BAIL}`, ...args], 30, print);
  const report = readReport<VitestReport>(file);
  return settle(name, code, printed, {
    passed: report?.numPassedTests ?? 0,
    failures: report === undefined ? [] : failuresOfVitest(report, root),
    skipped: report?.numPendingTests ?? 0,
  });
}

/** What it prints comes when it ends, so that the lines of others stay together. */
async function playwright(): Promise<Result> {
  const file = join(reports, "e2e.json");
  const command = ["playwright", "test", "--reporter=list,json", `--max-failures=${BAIL}`];
  const { code, printed } = await run(command, 40, () => {}, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const name = "in the browser";
  say(`\n── ${name}\n${printed}`);
  const report = readReport<PlaywrightReport>(file);
  return settle(name, code, printed, {
    passed: report?.stats.expected ?? 0,
    failures: report === undefined ? [] : failuresOfPlaywright(report, root),
    skipped: report?.stats.skipped ?? 0,
  });
}

/** What ends badly and cannot say why (a crash, an error that nobody caught) is told by how what it printed ends. */
function settle(name: string, code: number, printed: string, result: Result): Result {
  const failures = result.failures.map((failure) => ({ ...failure, error: failure.error || lastLines(printed) }));
  if (code !== 0 && failures.length === 0) failures.push({ name, error: lastLines(printed) });
  return { ...result, failures };
}

interface Ended {
  readonly code: number;
  readonly printed: string;
}

async function run(
  command: readonly string[],
  minutes: number,
  onOutput: (chunk: Buffer) => void,
  env: Record<string, string> = {},
): Promise<Ended> {
  const bins = [join(root, "node_modules", ".bin"), join(root, "test", "node_modules", ".bin")];
  const PATH = [...bins, process.env.PATH].join(delimiter);
  const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const chunks: Buffer[] = [];
  const code = await runStage({
    command,
    cwd: root,
    env: { ...process.env, ...colour, ...env, PATH },
    minutes,
    onOutput: (chunk) => {
      chunks.push(chunk);
      onOutput(chunk);
    },
  });
  return { code, printed: Buffer.concat(chunks).toString("utf8") };
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
