import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../fixtures/until.ts";

/** A Prometheus that scrapes one busy edge every second and can be stopped, killed and started again. */
export interface ScrapedPrometheus {
  readonly port: number;
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** A frozen mesh takes connections and answers nobody. */
  freezeMesh(isFrozen: boolean): void;
  /** The text of a rule file; without one nothing is recorded any more. */
  loadRules(text?: string): Promise<void>;
  end(): Promise<void>;
}

/** Found on the PATH. */
const program = "prometheus";

const labels = [
  'reporter="source"',
  'source_cluster="north",source_workload_namespace="shop",source_workload="storefront"',
  'destination_cluster="north",destination_workload_namespace="shop",destination_workload="cart"',
  'source_canonical_service="storefront",destination_canonical_service="cart"',
  'destination_service="cart.shop.svc.cluster.local",destination_service_namespace="shop"',
  'destination_service_name="cart",request_protocol="http",response_code="200",response_flags="-"',
].join(",");

export async function startScrapedPrometheus(port: number): Promise<ScrapedPrometheus> {
  const began = Date.now();
  let isFrozen = false;
  const mesh = createServer((_request, response) => {
    if (isFrozen) return;
    const requests = Math.floor((Date.now() - began) / 20);
    response.end(`# TYPE istio_requests_total counter\nistio_requests_total{${labels}} ${requests}\n`);
  }).listen(0, "127.0.0.1");
  await once(mesh, "listening");
  const folder = await mkdtemp(join(tmpdir(), "fyr-faults-"));
  const config = join(folder, "prometheus.yml");
  const rules = join(folder, "rules.yaml");
  await writeFile(config, configOf((mesh.address() as AddressInfo).port));
  let child: ChildProcess | undefined;

  async function kill(): Promise<void> {
    if (child === undefined) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    child = undefined;
  }

  async function start(): Promise<void> {
    const args = [`--config.file=${config}`, `--storage.tsdb.path=${folder}/data`, "--log.level=error"];
    child = spawn(program, [...args, `--web.listen-address=127.0.0.1:${port}`], { stdio: "ignore" });
    await until("Prometheus is ready", 30, async () => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok);
  }

  await start();
  return {
    port,
    signal: (name) => child?.kill(name),
    kill,
    start,
    freezeMesh: (next) => {
      isFrozen = next;
    },
    loadRules: async (text = "groups: []") => {
      await writeFile(rules, text);
      child?.kill("SIGHUP");
    },
    end: async () => {
      await kill();
      mesh.close();
      mesh.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configOf(port: number): string {
  return [
    "global: { scrape_interval: 1s, scrape_timeout: 1s }",
    "rule_files: [rules.yaml]",
    "scrape_configs:",
    "  - job_name: mesh",
    `    static_configs: [{ targets: ["127.0.0.1:${port}"] }]`,
    "",
  ].join("\n");
}
