import { createServer } from "node:https";
import { join } from "node:path";
import { NEWEST_ISTIO } from "../istio-version.ts";
import type { PodLogs } from "../logs/pod-logs.ts";
import { demoUsers, type User } from "./access/users.ts";
import type { ApiServerContext } from "./api/answer-request.ts";
import { serveRequest } from "./api/serve-request.ts";
import { keepCredentials } from "./credentials/credentials.ts";
import { writeKubeconfig } from "./credentials/kubeconfig.ts";
import { writeTokenFiles } from "./credentials/token-files.ts";
import { storeDefinitions } from "./resources/definitions.ts";
import { createCatalog } from "./resources/find-resource.ts";
import type { ObjectStore } from "./store/object-store.ts";

export interface KubernetesApiOptions {
  readonly store: ObjectStore;
  /** Address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  /** Name under which clients find this machine, as the kubeconfig says it; the address when left out. */
  readonly advertise?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where certificate, tokens (`tokens/<role>`), kubeconfig and the one of Fyr's own account are kept. */
  readonly dir: string;
  /** Whose admission rules and API versions apply: before 1.15 weights are percent, before 1.22 there is no `v1`. */
  readonly istioVersion?: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Absent: the cluster keeps no logs. */
  readonly logs?: PodLogs;
}

export interface KubernetesApi {
  readonly url: string;
  readonly kubeconfigPath: string;
  /** Ends watches and open connections too. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 120_000;

/** Serves the objects of `store` the way a Kubernetes API server would, over HTTPS. Rejects if the port is taken. */
export async function startKubernetesApi(options: KubernetesApiOptions): Promise<KubernetesApi> {
  const { store, host = "127.0.0.1", port, dir, istioVersion = NEWEST_ISTIO, now, logs } = options;
  const name = options.advertise ?? host;
  const credentials = await keepCredentials(dir, name, now());
  const users = new Map<string, User>(
    demoUsers.flatMap((user) => (user.role === "none" ? [] : [[credentials.tokens[user.role], user] as const])),
  );
  const catalog = createCatalog(istioVersion);
  const userOfToken = (token: string) => users.get(token);
  const context: ApiServerContext = { store, now, istioVersion, catalog, userOfToken, ...(logs && { logs }) };
  storeDefinitions(store, catalog);
  const server = createServer({ cert: credentials.certificate, key: credentials.privateKey }, (request, response) => {
    void serveRequest(context, request, response);
  });
  // Watches stay open and quiet for as long as nothing happens.
  server.requestTimeout = 0;
  // Clients keep connections for longer than the five seconds Node would.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  const actualPort = typeof address === "object" && address ? address.port : port;
  const url = `https://${name}:${actualPort}`;
  const kubeconfigPath = join(dir, "kubeconfig");
  writeKubeconfig(kubeconfigPath, url, credentials);
  writeKubeconfig(join(dir, "kubeconfig-fyr"), url, credentials, "fyr");
  writeTokenFiles(join(dir, "tokens"), credentials);
  return {
    url,
    kubeconfigPath,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
