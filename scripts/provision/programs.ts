import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

interface Wanted {
  readonly program: string;
  readonly also: readonly string[];
  readonly debian: string;
  readonly brew: string;
  readonly other: string;
}

const wanted = {
  prometheus: {
    program: "prometheus",
    also: [],
    debian: "prometheus",
    brew: "prometheus",
    other:
      "Install it from your distribution or from prometheus.io, or run the demo in containers with `docker compose up`.",
  },
  promtool: {
    program: "promtool",
    also: [],
    debian: "prometheus",
    brew: "prometheus",
    other: "It comes with Prometheus.",
  },
  kubectl: {
    program: "kubectl",
    also: [],
    debian: "kubernetes-client",
    brew: "kubernetes-cli",
    other: "Install it from your distribution or from kubernetes.io.",
  },
  chromium: {
    program: "chromium",
    also: [
      "chromium-browser",
      "google-chrome",
      "google-chrome-stable",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    debian: "chromium",
    brew: "chromium",
    other: "Install Chromium or Chrome.",
  },
  "victoria-metrics": {
    program: "victoria-metrics",
    also: [],
    debian: "victoria-metrics",
    brew: "victoriametrics",
    other: "Tests of the second engine need it.",
  },
  vmalert: {
    program: "vmalert",
    also: [],
    debian: "victoria-metrics",
    brew: "victoriametrics",
    other: "It comes with VictoriaMetrics.",
  },
} satisfies Record<string, Wanted>;

export type ProgramName = keyof typeof wanted;

/**
 * Where each program is, installing what is missing when that needs no question: apt as root on Debian, brew where it is.
 * Throws one sentence that names everything still missing and how to get it.
 */
export function providePrograms(
  names: readonly ProgramName[],
  say: (sentence: string) => void,
): Record<string, string> {
  const missing = names.filter((name) => find(wanted[name]) === undefined);
  if (missing.length > 0) install(missing, say);
  const still = names.filter((name) => find(wanted[name]) === undefined);
  if (still.length > 0) throw new Error(sentenceFor(still));
  return Object.fromEntries(names.map((name) => [name, find(wanted[name]) ?? ""]));
}

/** The same for what can be done without. Says what is still missing. */
export function offerPrograms(names: readonly ProgramName[], say: (sentence: string) => void): readonly ProgramName[] {
  const missing = names.filter((name) => find(wanted[name]) === undefined);
  if (missing.length > 0) install(missing, say);
  return names.filter((name) => find(wanted[name]) === undefined);
}

function install(names: readonly ProgramName[], say: (sentence: string) => void): void {
  if (isRoot() && onPath("apt-get") !== undefined) {
    const packages = [...new Set(names.map((name) => wanted[name].debian))];
    say(`Installing ${packages.join(", ")} with apt (once, this can take a minute) …`);
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages]);
    stopSystemServices(packages);
  } else if (onPath("brew") !== undefined) {
    const formulas = [...new Set(names.map((name) => wanted[name].brew))];
    say(`Installing ${formulas.join(", ")} with brew (once) …`);
    run("brew", ["install", "--quiet", ...formulas]);
  }
}

/** Debian starts services on install; Fyr starts its own and wants no second one left running. */
function stopSystemServices(packages: readonly string[]): void {
  const services = [
    ...(packages.includes("prometheus") ? ["prometheus", "prometheus-node-exporter"] : []),
    ...(packages.includes("victoria-metrics") ? ["victoria-metrics"] : []),
  ];
  for (const service of services) run("service", [service, "stop"]);
}

function sentenceFor(names: readonly ProgramName[]): string {
  const ways = names.map((name) => {
    const { debian, brew, other } = wanted[name];
    return `${name} is not on this machine: \`sudo apt-get install ${debian}\` on Debian or Ubuntu, \`brew install ${brew}\` on macOS. ${other}`;
  });
  return ways.join("\n");
}

function find({ program, also }: Wanted): string | undefined {
  return [program, ...also].map(onPath).find((found) => found !== undefined);
}

function onPath(program: string): string | undefined {
  if (program.startsWith("/")) return existsSync(program) ? program : undefined;
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function run(command: string, args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync(command, args, { stdio: "ignore", env, timeout: 10 * 60_000 });
}
