import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type KubernetesApi, startKubernetesApi } from "../start-kubernetes-api.ts";
import type { DraftObject, KubernetesObject } from "../store/object.ts";
import { createObjectStore, type ObjectStore } from "../store/object-store.ts";

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TestCluster {
  readonly store: ObjectStore;
  readonly api: KubernetesApi;
  /** Runs the real kubectl against the cluster, with a home of its own. `input` is its standard input. */
  kubectl(args: readonly string[], input?: string): Promise<Ran>;
  /** Starts kubectl and hands every line it prints to `onLine`, until stopped. */
  follow(args: readonly string[], onLine: (line: string) => void): () => void;
  close(): Promise<void>;
}

export const VIRTUAL_SERVICES = { group: "networking.istio.io", plural: "virtualservices" };
export const DEPLOYMENTS = { group: "apps", plural: "deployments" };
export const PODS = { group: "", plural: "pods" };

export interface TestClusterOptions {
  readonly kubectl: string;
  /** Where programs are looked for. */
  readonly path: string | undefined;
  readonly istioVersion?: string;
}

export async function startTestCluster({ kubectl, path, istioVersion }: TestClusterOptions): Promise<TestCluster> {
  const dir = mkdtempSync(join(tmpdir(), "fyr-kubernetes-"));
  const store = createObjectStore({ now: Date.now });
  for (const draft of seed()) store.create(resourceOf(draft), draft);
  const api = await startKubernetesApi({ store, port: 0, dir, now: Date.now, ...(istioVersion && { istioVersion }) });
  const env = {
    PATH: path,
    HOME: dir,
    KUBECONFIG: api.kubeconfigPath,
    KUBECACHEDIR: join(dir, "cache"),
  };
  const all = (args: readonly string[]) => ["--cache-dir", join(dir, "cache"), ...args];
  return {
    store,
    api,
    kubectl: (args, input) =>
      new Promise((resolve) => {
        const child = execFile(kubectl, all(args), { env }, (error, stdout, stderr) => {
          resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
        });
        child.stdin?.end(input);
      }),
    follow(args, onLine) {
      const child = spawn(kubectl, all(args), { env, stdio: ["ignore", "pipe", "ignore"] });
      let rest = "";
      child.stdout.on("data", (chunk: Buffer) => {
        const lines = (rest + chunk.toString()).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) onLine(line);
      });
      return () => child.kill();
    },
    async close() {
      await api.close();
      rmSync(dir, { recursive: true });
    },
  };
}

function resourceOf({ apiVersion, kind }: DraftObject) {
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  return { group, plural: `${kind.toLowerCase()}s` };
}

/** A route of `payments` (or another namespace) with these weights for v1, v2 and so on. */
export function route(name: string, weights: readonly number[], namespace = "payments"): DraftObject {
  const destinations = weights.map((weight, index) => ({
    destination: { host: name, subset: `v${index + 1}` },
    weight,
  }));
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name, namespace },
    spec: { hosts: [name], http: [{ route: destinations }] },
  };
}

export function weightsOf(object: KubernetesObject | undefined): readonly unknown[] {
  const spec = object?.["spec"] as { http: { route: { weight: number }[] }[] } | undefined;
  return spec?.http.flatMap((rule) => rule.route.map(({ weight }) => weight)) ?? [];
}

function seed(): readonly DraftObject[] {
  const namespaces = ["payments", "shop", "platform"].map((name) => ({
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name },
    status: { phase: "Active" },
  }));
  const labels = (version: string) => ({ app: "payment", version });
  const deployment = (version: string) => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: `payment-${version}`, namespace: "payments", labels: labels(version) },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels(version) },
      template: {
        metadata: { labels: labels(version) },
        spec: { containers: [{ name: "payment", image: "demo/payment:1" }] },
      },
    },
    status: { replicas: 2, readyReplicas: 2, updatedReplicas: 2, availableReplicas: 2 },
  });
  const pod = (version: string, nodeName: string) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `payment-${version}-x`, namespace: "payments", labels: labels(version) },
    spec: { nodeName, containers: [{ name: "payment" }, { name: "istio-proxy" }] },
    status: {
      phase: "Running",
      podIP: "10.0.0.1",
      containerStatuses: [
        { name: "payment", ready: true, restartCount: 3 },
        { name: "istio-proxy", ready: version === "v1", restartCount: 0 },
      ],
    },
  });
  const routes = ["payment", "billing", "ledger", "fraud"].map((name) => route(name, [95, 5]));
  return [...namespaces, deployment("v1"), deployment("v2"), pod("v1", "node-a"), pod("v2", "node-b"), ...routes];
}
