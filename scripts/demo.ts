// npm run demo: a real Prometheus, the demo mesh and Fyr, until Ctrl-C. `npm run demo -- --help` lists the options.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DemoOptions, readOptions } from "./demo/options.ts";
import { choosePorts, fyrProgram, meshProgram, type Ports, prometheusProgram } from "./demo/parts.ts";
import { removeNote, runningAlready, writeNote } from "./demo/running-note.ts";
import { openInBrowser } from "./processes/browser.ts";
import { keepRunning, type Program, type Running } from "./processes/keep-running.ts";
import { answers, waitFor } from "./processes/wait-for.ts";
import { buildWeb } from "./provision/build-web.ts";
import { providePrograms } from "./provision/programs.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const started: Running[] = [];
const stopping = new AbortController();
let folderInUse: string | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
// A terminal that was closed takes no words any more; what runs is still to be stopped.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

try {
  await main();
} catch (error) {
  if (!stopping.signal.aborted) await stop(1, error instanceof Error ? error.message : String(error));
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), root);
  const { folder } = options;
  const already = runningAlready(folder);
  if (already !== undefined) return say(`The demo is running already: ${already}`);

  if (options.isReset) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { prometheus: command = "prometheus" } = providePrograms(["prometheus"], say);
  buildWeb(root, say);
  const ports = await choosePorts(options.port);
  folderInUse = folder;

  const prometheus = launch(prometheusProgram(root, command, options, ports));
  await until("Prometheus' start", `http://127.0.0.1:${ports.prometheus}/-/ready`, 60);
  say("Starting the demo mesh and writing its history …");
  const mesh = launch(meshProgram(root, options, ports, showProgress));
  await until("The demo mesh's start", `http://127.0.0.1:${ports.mesh}/ready`, 600);
  const fyr = launch(fyrProgram(root, options, ports));
  const url = `http://127.0.0.1:${ports.fyr}`;
  await until("Fyr's start", `${url}/healthz`, 60);

  const note = () => {
    const pids = { prometheus: prometheus.pid(), mesh: mesh.pid(), fyr: fyr.pid() };
    writeNote({ launcher: process.pid, url, ports, folder, pids });
  };
  note();
  const noting = setInterval(note, 1000);
  stopping.signal.addEventListener("abort", () => clearInterval(noting));
  welcome(url, ports, options);
  if (options.opensBrowser) openInBrowser(url);
}

function tokenOf(folder: string, role: string): string {
  return readFileSync(join(folder, "tokens", role), "utf8").trim();
}

function launch(program: Program): Running {
  const running = keepRunning(program, (sentence) => void stop(1, sentence));
  started.push(running);
  return running;
}

function until(what: string, url: string, seconds: number): Promise<void> {
  return waitFor(what, seconds, () => answers(url), stopping.signal);
}

function welcome(url: string, ports: Ports, { folder, scenario, signsIn }: DemoOptions): void {
  say(`\n  Fyr is at ${url}\n`);
  say(`  Scenario ${scenario}. Prometheus: http://127.0.0.1:${ports.prometheus}`);
  say(`  kubectl --kubeconfig ${join(folder, "kubeconfig")} get virtualservices -A`);
  if (signsIn) {
    say("  Sign in with a token:");
    for (const role of ["admin", "payments-team", "viewer"]) say(`    ${role.padEnd(14)} ${tokenOf(folder, role)}`);
  }
  say(`  Ctrl-C stops everything. Logs and data: ${folder}\n`);
}

async function stop(code: number, sentence?: string): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  if (sentence !== undefined) say(`\n${sentence}`);
  if (started.length > 0) say("\nStopping …");
  for (const running of started.reverse()) await running.stop();
  if (folderInUse !== undefined) removeNote(folderInUse);
  process.exit(code);
}

/** The mesh tells how far its history is as `progress: history 40 %`. */
function showProgress(line: string): void {
  const [, words] = /^progress: (.*)$/.exec(line) ?? [];
  if (words === undefined) return;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K  ${words}`);
  else say(`  ${words}`);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
