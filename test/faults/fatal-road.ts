import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

/** A request at which somebody dies: before the API server hears of it, or after, before they hear what it said. */
export interface FatalStep {
  readonly method: string;
  readonly path: RegExp;
  readonly when: "before" | "after";
}

/** The road to the Kubernetes API, on which the one who travels can be killed at any step. */
export interface FatalRoad {
  /** Leads along this road. */
  readonly kubeconfig: string;
  /** At the next such request `kill` is called, and nothing of the answer arrives. */
  arm(step: FatalStep, kill: () => void): void;
  end(): Promise<void>;
}

interface Kubeconfig {
  readonly clusters: {
    readonly name: string;
    readonly cluster: Record<string, unknown> & { readonly server: string };
  }[];
}

export async function openFatalRoad(kubeconfig: string): Promise<FatalRoad> {
  const config = parse(readFileSync(kubeconfig, "utf8")) as Kubeconfig;
  const target = new URL(config.clusters[0]?.cluster.server ?? "");
  let armed: { readonly step: FatalStep; readonly kill: () => void } | undefined;

  const server = createServer((near, answer) => {
    const path = near.url ?? "";
    const isDry = path.includes("dryRun=");
    const fatal =
      armed && !isDry && near.method === armed.step.method && armed.step.path.test(path) ? armed : undefined;
    if (fatal !== undefined) armed = undefined;
    if (fatal?.step.when === "before") {
      fatal.kill();
      near.socket.destroy();
      return;
    }
    const far = request(
      {
        host: target.hostname,
        port: target.port,
        path,
        method: near.method,
        headers: near.headers,
        rejectUnauthorized: false,
      },
      (said) => {
        if (fatal !== undefined) {
          fatal.kill();
          near.socket.destroy();
          said.resume();
          return;
        }
        const { connection: _, "keep-alive": __, ...headers } = said.headers;
        answer.writeHead(said.statusCode ?? 502, headers);
        said.pipe(answer);
      },
    );
    far.on("error", () => answer.destroy());
    answer.on("close", () => far.destroy());
    near.pipe(far);
  }).listen(0, "127.0.0.1");
  // Whoever keeps a connection shall not find it closed just as they use it.
  server.keepAliveTimeout = 600_000;
  await once(server, "listening");

  const folder = await mkdtemp(join(tmpdir(), "fyr-road-"));
  const file = join(folder, "kubeconfig");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clusters = config.clusters.map(({ name }) => ({
    name,
    cluster: { server: url, "insecure-skip-tls-verify": true },
  }));
  await writeFile(file, JSON.stringify({ ...config, clusters }));
  return {
    kubeconfig: file,
    arm: (step, kill) => {
      armed = { step, kill };
    },
    end: async () => {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
