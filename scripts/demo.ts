// npm run demo: a real Prometheus, the demo mesh and Fyr, until Ctrl-C.
//   --scenario NAME  --seed N  --workloads N  --namespaces N  --onset ISO  --port N  --data DIR  --no-open  --reset
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openInBrowser } from "./processes/browser.ts";
import { freePort } from "./processes/free-port.ts";
import { keepRunning, type Running } from "./processes/keep-running.ts";
import { answers, waitFor } from "./processes/wait-for.ts";
import { buildWeb } from "./provision/build-web.ts";
import { providePrograms } from "./provision/programs.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const scenarios = ["calm", "failing-canary", "noisy-neighbour", "cascade", "retry-storm", "plaintext-caller", "scale"];
const options = readOptions();
const folder = resolve(
  options.data ??
    join(
      root,
      ".demo",
      [options.scenario, options.seed, options.workloads, options.namespaces].filter(Boolean).join("-"),
    ),
);
const runningFile = join(folder, "running.json");

const started: Running[] = [];
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));

try {
  await main();
} catch (error) {
  if (!stopping.signal.aborted) {
    say(error instanceof Error ? error.message : String(error));
    await stop(1);
  }
}

async function main(): Promise<void> {
  const already = runningAlready();
  if (already) {
    say(`The demo is running already: ${already}`);
    return;
  }
  if (options.reset) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { prometheus = "prometheus" } = providePrograms(["prometheus"], say);
  buildWeb(root, say);
  const ports = await choosePorts();
  await startPrometheus(prometheus, ports);
  await startMesh(ports);
  const url = await startFyr(ports);
  // For people and tests that want to know what runs: `fyr`, `prometheus` and `mesh` with their process ids.
  const [prometheusRun, meshRun, fyrRun] = started;
  const note = () => ({
    launcher: process.pid,
    url,
    ports,
    folder,
    pids: { prometheus: prometheusRun?.pid(), mesh: meshRun?.pid(), fyr: fyrRun?.pid() },
  });
  writeFileSync(runningFile, JSON.stringify(note(), null, 2));
  const refresh = setInterval(() => writeFileSync(runningFile, JSON.stringify(note(), null, 2)), 1000);
  stopping.signal.addEventListener("abort", () => clearInterval(refresh));
  say(`\n  Fyr is at ${url}\n`);
  say(`  Scenario ${options.scenario}. Prometheus: http://127.0.0.1:${ports.prometheus}`);
  say(`  kubectl --kubeconfig ${join(folder, "kubeconfig")} get virtualservices -A`);
  say("  Ctrl-C stops everything. Logs and data: .demo\n");
  if (!options.noOpen) openInBrowser(url);
}

interface Ports {
  readonly prometheus: number;
  readonly mesh: number;
  readonly kubernetes: number;
  readonly fyr: number;
}

/** Fyr's port and its neighbours, so that two demos side by side do not reach for the same ones. */
async function choosePorts(): Promise<Ports> {
  const fyr = await freePort(options.port);
  return {
    fyr,
    prometheus: await freePort(fyr + 10),
    mesh: await freePort(fyr + 20),
    kubernetes: await freePort(fyr + 30),
  };
}

async function startPrometheus(command: string, ports: Ports): Promise<void> {
  const config = join(folder, "prometheus.yml");
  const inContainers = readFileSync(join(root, "deploy/compose/prometheus.yml"), "utf8");
  writeFileSync(config, inContainers.replace("demo-mesh:9600", `127.0.0.1:${ports.mesh}`));
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, "prometheus")}`,
    `--web.listen-address=127.0.0.1:${ports.prometheus}`,
    "--web.enable-remote-write-receiver",
    "--storage.tsdb.retention.time=2d",
    "--log.level=warn",
  ];
  started.push(keepRunning({ name: "Prometheus", command, args, logFile: join(folder, "prometheus.log") }, giveUp));
  await waitFor(
    "Prometheus' start",
    60,
    () => answers(`http://127.0.0.1:${ports.prometheus}/-/ready`),
    stopping.signal,
  );
}

async function startMesh(ports: Ports): Promise<void> {
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const args = [
    join(root, "apps/demo-mesh/src/main.ts"),
    ...flag("data", folder),
    ...flag("scenario", options.scenario),
    ...flag("seed", options.seed),
    ...flag("workloads", options.workloads),
    ...flag("namespaces", options.namespaces),
    ...flag("onset", options.onset),
    ...flag("port", String(ports.mesh)),
    ...flag("kube-port", String(ports.kubernetes)),
    ...flag("prometheus-url", `http://127.0.0.1:${ports.prometheus}`),
  ];
  say("Starting the demo mesh and writing its history …");
  const onLine = (line: string) => {
    if (line.startsWith("progress: ")) progress(line.slice("progress: ".length));
    if (line.startsWith("ready: ")) resolve();
  };
  const given = new Promise<never>((_, reject) => {
    started.push(
      keepRunning(
        { name: "The demo mesh", command: process.execPath, args, logFile: join(folder, "mesh.log"), onLine },
        (sentence) => {
          reject(new Error(sentence));
          giveUp(sentence);
        },
      ),
    );
    stopping.signal.addEventListener("abort", () => reject(new Error("Stopped.")));
  });
  await Promise.race([ready, given]);
  given.catch(() => undefined);
}

async function startFyr(ports: Ports): Promise<string> {
  const url = `http://127.0.0.1:${ports.fyr}`;
  const args = [
    join(root, "apps/server/src/main.ts"),
    ...flag("prometheus", `http://127.0.0.1:${ports.prometheus}`),
    ...flag("kubeconfig", join(folder, "kubeconfig")),
    ...flag("port", String(ports.fyr)),
  ];
  started.push(keepRunning({ name: "Fyr", command: process.execPath, args, logFile: join(folder, "fyr.log") }, giveUp));
  await waitFor("Fyr's start", 60, () => answers(`${url}/healthz`), stopping.signal);
  return url;
}

async function stop(code: number): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  if (started.length > 0) say("\nStopping …");
  for (const running of started.reverse()) await running.stop();
  rmSync(runningFile, { force: true });
  process.exit(code);
}

function giveUp(sentence: string): void {
  say(sentence);
  void stop(1);
}

function runningAlready(): string | undefined {
  if (!existsSync(runningFile)) return undefined;
  try {
    const { launcher, url } = JSON.parse(readFileSync(runningFile, "utf8")) as { launcher: number; url: string };
    process.kill(launcher, 0);
    return url;
  } catch {
    return undefined;
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      scenario: { type: "string", default: "failing-canary" },
      seed: { type: "string" },
      workloads: { type: "string" },
      namespaces: { type: "string" },
      onset: { type: "string" },
      port: { type: "string", default: "4480" },
      data: { type: "string" },
      "no-open": { type: "boolean", default: false },
      reset: { type: "boolean", default: false },
    },
  });
  if (!scenarios.includes(values.scenario))
    refuse(`There is no scenario "${values.scenario}". Choose one of ${scenarios.join(", ")}.`);
  for (const name of ["seed", "workloads", "namespaces", "port"] as const) {
    const value = values[name];
    if (value !== undefined && !/^[1-9]\d{0,4}$/.test(value))
      refuse(`--${name} takes a whole number above 0, not "${value}".`);
  }
  if (values.onset !== undefined && Number.isNaN(Date.parse(values.onset)))
    refuse(`--onset takes a time like 2026-11-20T03:02:00Z, not "${values.onset}".`);
  return { ...values, port: Number(values.port), noOpen: values["no-open"] };
}

function flag(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`--${name}`, value];
}

function progress(words: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K  ${words}`);
  else say(`  ${words}`);
}

function refuse(sentence: string): never {
  say(sentence);
  process.exit(1);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
