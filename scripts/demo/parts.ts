import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../processes/free-port.ts";
import type { Program } from "../processes/keep-running.ts";
import type { DemoOptions } from "./options.ts";

export interface Ports {
  readonly prometheus: number;
  readonly mesh: number;
  readonly kubernetes: number;
  readonly fyr: number;
}

/** Fyr's port and its neighbours, so that two demos side by side do not reach for the same ones. */
export async function choosePorts(from: number): Promise<Ports> {
  const fyr = await freePort(from);
  return {
    fyr,
    prometheus: await freePort(fyr + 10),
    mesh: await freePort(fyr + 20),
    kubernetes: await freePort(fyr + 30),
  };
}

/** Prometheus as docker-compose.yml runs it, on this machine's loopback. */
export function prometheusProgram(root: string, command: string, options: DemoOptions, ports: Ports): Program {
  const { folder, isRecorded } = options;
  const config = join(folder, "prometheus.yml");
  const inContainers = readFileSync(join(root, "deploy/compose/prometheus.yml"), "utf8");
  writeFileSync(config, inContainers.replace("demo-mesh:9600", `127.0.0.1:${ports.mesh}`));
  // Rules that are not there are no rules to Prometheus.
  const rules = join(folder, "fyr-rules.yaml");
  if (isRecorded) copyFileSync(join(root, "deploy/compose/fyr-rules.yaml"), rules);
  else rmSync(rules, { force: true });
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, "prometheus")}`,
    `--web.listen-address=127.0.0.1:${ports.prometheus}`,
    "--web.enable-remote-write-receiver",
    "--enable-feature=exemplar-storage",
    "--storage.tsdb.retention.time=2d",
    "--log.level=warn",
  ];
  return { name: "Prometheus", command, args, logFile: join(folder, "prometheus.log") };
}

export function meshProgram(root: string, options: DemoOptions, ports: Ports, onLine: (line: string) => void): Program {
  const args = [
    join(root, "apps/demo-mesh/src/main.ts"),
    ...flag("data", options.folder),
    ...flag("scenario", options.scenario),
    ...flag("seed", options.seed),
    ...flag("workloads", options.workloads),
    ...flag("namespaces", options.namespaces),
    ...flag("onset", options.onset),
    ...flag("istio-version", options.istioVersion),
    ...flag("port", String(ports.mesh)),
    ...flag("kube-port", String(ports.kubernetes)),
    ...flag("prometheus-url", `http://127.0.0.1:${ports.prometheus}`),
  ];
  return { name: "The demo mesh", command: process.execPath, args, logFile: join(options.folder, "mesh.log"), onLine };
}

export function fyrProgram(root: string, { folder, signsIn }: DemoOptions, ports: Ports): Program {
  const args = [
    join(root, "apps/server/src/main.ts"),
    ...flag("prometheus", `http://127.0.0.1:${ports.prometheus}`),
    ...flag("kubeconfig", join(folder, "kubeconfig")),
    ...flag("jaeger", `http://127.0.0.1:${ports.mesh}`),
    ...flag("port", String(ports.fyr)),
    ...(signsIn ? ["--authentication", "token", "--context", "fyr"] : []),
  ];
  return { name: "Fyr", command: process.execPath, args, logFile: join(folder, "fyr.log") };
}

function flag(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`--${name}`, value];
}
