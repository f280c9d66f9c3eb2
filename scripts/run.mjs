#!/usr/bin/env node
// The door to every command: runs on any Node from 20 on, with nothing installed, and brings what the rest needs.
//   node scripts/run.mjs demo | dev | start | test | bench  [arguments]
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE = "24.21.0";
const PNPM = "12.21.0";
// A registry that is not there should be told of in seconds: left alone, npm tries for minutes.
const IMPATIENT = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=4000"];
// What fetches for longer than this many milliseconds will not end.
const LONG_ENOUGH = 15 * 60_000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, ".cache", "toolchain");
const stamp = join(root, "node_modules", ".fyr-installed");

const [command = "", ...rest] = process.argv.slice(2);
if (!existsSync(join(root, "scripts", `${command}.ts`)))
  fail(`There is no command "${command}". Try: demo, dev, start, test, bench.`);
if (major(process.version) < 20) fail(`Fyr needs Node 20 or newer to begin with; this is ${process.version}.`);

const path = findTools() ?? installTools();
installDependencies(path);
hand(path, command, rest);

/** The PATH to use when a Node ≥ 24 and a pnpm 12 are there already, on the machine or from an earlier run. */
function findTools() {
  const kept = join(toolchain, "node_modules", ".bin");
  for (const candidate of [process.env.PATH ?? "", [kept, process.env.PATH].join(delimiter)]) {
    if (major(versionOf("node", candidate)) >= 24 && major(versionOf("pnpm", candidate)) === major(PNPM))
      return candidate;
  }
  return undefined;
}

function installTools() {
  say(`Fetching Node ${NODE} and pnpm ${PNPM} into .cache (once) …`);
  mkdirSync(toolchain, { recursive: true });
  writeFileSync(join(toolchain, "package.json"), '{ "private": true }\n');
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const args = [
    "install",
    "--prefix",
    toolchain,
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    ...IMPATIENT,
    `node@${NODE}`,
    `pnpm@${PNPM}`,
  ];
  const done = spawnSync(npm, args, {
    cwd: toolchain,
    encoding: "utf8",
    env: withoutNpmSettings(),
    timeout: LONG_ENOUGH,
  });
  const bin = [join(toolchain, "node_modules", ".bin"), process.env.PATH].join(delimiter);
  // Where npm does not run install scripts, node's own one still has to fetch the program.
  if (done.status === 0 && !versionOf("node", join(toolchain, "node_modules", ".bin"))) {
    spawnSync(process.execPath, ["installArchSpecificPackage"], {
      cwd: join(toolchain, "node_modules", "node"),
      env: withoutNpmSettings(),
    });
  }
  if (major(versionOf("node", bin)) < 24) fail(offline(done.stderr, "Node and pnpm"));
  return bin;
}

function installDependencies(PATH) {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  say("Installing dependencies …");
  const done = spawnSync("pnpm", ["install", "--frozen-lockfile", "--reporter=silent"], {
    cwd: root,
    encoding: "utf8",
    env: { ...withoutNpmSettings(), PATH, CI: "true" },
    timeout: LONG_ENOUGH,
  });
  if (done.status !== 0) fail(offline(`${done.stdout}\n${done.stderr}`, "the dependencies"));
  writeFileSync(stamp, lock);
}

/** Hands over to the command itself, and passes on every request to stop. */
function hand(PATH, name, args) {
  const child = spawn("node", [join(root, "scripts", `${name}.ts`), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...withoutNpmSettings(), PATH },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // npm ends on SIGTERM without passing it on.
  const npm = process.env.npm_lifecycle_event === undefined ? undefined : process.ppid;
  const orphaned = () => npm !== undefined && process.ppid !== npm;
  setInterval(() => orphaned() && child.kill("SIGTERM"), 1000).unref();
  child.on("error", (error) => fail(`Could not start: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

/** npm hands its own settings down as npm_* variables; pnpm would take some of them for its own. */
function withoutNpmSettings() {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/.test(name));
  return Object.fromEntries(kept);
}

function versionOf(program, PATH) {
  const asked = spawnSync(program, ["--version"], { encoding: "utf8", env: { ...process.env, PATH }, cwd: root });
  return asked.status === 0 ? asked.stdout.trim() : "";
}

function major(version) {
  return Number(/(\d+)/.exec(version)?.[1] ?? 0);
}

function offline(output, what) {
  const network = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ERR_PNPM_META_FETCH_FAIL|network|fetch failed/i.test(
    output ?? "",
  );
  return network
    ? `Could not fetch ${what}: the npm registry does not answer. Check the network (or your npm registry setting) and run the same command again.`
    : `Could not install ${what}:\n${(output ?? "").trim().split("\n").slice(-12).join("\n")}`;
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function fail(sentence) {
  say(sentence);
  process.exit(1);
}
