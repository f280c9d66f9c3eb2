import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RouteChange, TrafficRoute } from "@fyr/contract";
import { startChildServer } from "../fixtures/child-server.ts";
import { startDemoCluster } from "../fixtures/demo-cluster.ts";
import { freePort } from "../fixtures/free-port.ts";
import { fyrAddress } from "../fixtures/fyr-address.ts";
import { until } from "../fixtures/until.ts";
import { type FatalStep, openFatalRoad } from "./fatal-road.ts";

/** Fyr beside a demo that is scraped every second, on a road to the API server where it can be killed at any step. */
export interface KillableFyr {
  start(): Promise<void>;
  stop(): Promise<void>;
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: unknown): Promise<Answer>;
  payment(): Promise<TrafficRoute>;
  /** Of payment's only rule, like 95/5. */
  weights(): Promise<string>;
  /** Who moved payment's weights to what, oldest first. */
  history(): Promise<string[]>;
  /** Kills Fyr at that step of what is begun now, and starts it again. */
  killedAt(step: FatalStep, begin: () => Promise<unknown>): Promise<void>;
  /** Ends all that Fyr needs. */
  end(): Promise<void>;
}

const main = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));

export const route = { kind: "VirtualService", namespace: "payments", name: "payment" } as const;
export const rule = { protocol: "http", index: 0 } as const;
export const canary = { host: "payment", subset: "v2" };
/** The weights everything begins with. */
export const before = "95/5";
export const patchRoute = { method: "PATCH", path: /\/virtualservices\/payment\?/ };

export async function killableFyr(): Promise<KillableFyr> {
  const control = await freePort();
  const demo = await startDemoCluster({ control });
  const road = await openFatalRoad(demo.kubeconfig);
  const prometheus = await startPrometheus(control);
  let fyr: { readonly url: string; readonly child: ChildProcess };

  async function start(): Promise<void> {
    const settings = ["--prometheus", prometheus.url, "--kubeconfig", road.kubeconfig, "--port", "0"];
    const child = spawn(process.execPath, [main, ...settings, "--guard-lease-seconds", "3"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    fyr = { url: await fyrAddress(child), child };
  }

  async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
    const answer = await fetch(`${fyr.url}/api${path}`, init);
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Answer;
  }

  async function payment(): Promise<TrafficRoute> {
    const { routes } = await ask<{ routes: TrafficRoute[] }>("/traffic-routes");
    const found = routes.find((one) => one.route.name === "payment");
    if (found === undefined) throw new Error("payment is not there");
    return found;
  }

  return {
    start,
    stop: async () => {
      const ended = once(fyr.child, "exit");
      fyr.child.kill("SIGTERM");
      await ended;
    },
    get: (path) => ask(path),
    post: (path, body) =>
      ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    payment,
    weights: async () => (await payment()).rules[0]?.destinations.map(({ weight }) => weight).join("/") ?? "",
    history: async () => {
      const { changes } = await ask<{ changes: RouteChange[] }>("/route-changes?namespace=payments&name=payment");
      return changes.toReversed().map(({ by, after }) => `${by}: ${after.map(({ weight }) => weight).join("/")}`);
    },
    killedAt: async (step, begin) => {
      const { child } = fyr;
      const gone = once(child, "exit");
      road.arm(step, () => child.kill("SIGKILL"));
      await begin().catch(() => undefined);
      await gone;
      await start();
      await until("Fyr reads routes again", 90, async () => (await payment()).rules.length > 0);
    },
    end: async () => {
      await prometheus.end();
      await road.end();
      await demo.remove();
    },
  };
}

/** `control`: the port at which the demo tells what to scrape. */
async function startPrometheus(control: number): Promise<{ readonly url: string; end(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "fyr-killed-"));
  const config = join(folder, "prometheus.yml");
  const targets = `http_sd_configs: [{ url: "http://127.0.0.1:${control}/prometheus/targets", refresh_interval: 1s }]`;
  await writeFile(
    config,
    `global: { scrape_interval: 1s, scrape_timeout: 1s }\nscrape_configs: [{ job_name: mesh, honor_labels: true, ${targets} }]\n`,
  );
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const server = await startChildServer("prometheus", [...args, "--log.level=error"], `${url}/-/ready`);
  return {
    url,
    end: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
