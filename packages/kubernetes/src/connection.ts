import type { Me } from "@fyr/contract";
import { KubeConfig } from "@kubernetes/client-node";
import { KubernetesError } from "./kubernetes-error.ts";

/** Which cluster, as whom. Without any of them: the default kubeconfig, or the pod's service account. */
export interface ConnectionOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly inCluster?: boolean;
}

export interface Connection {
  /** Read when first needed. Throws KubernetesError while there is none that can be read. */
  config(): KubeConfig;
  /** What the kubeconfig calls the cluster. */
  name(): string;
  /** The one the context names, in a cluster that of the pod; else `default`. */
  namespace(): string;
  readonly via: Me["via"];
  /** The user's name in the kubeconfig, for clusters that cannot say who one is. */
  userName(): string;
}

/** What somebody shows to the API server as themselves. */
export interface Credential {
  readonly token: string;
}

export function createConnection(options: ConnectionOptions): Connection {
  let loaded: KubeConfig | undefined;
  const config = () => {
    loaded ??= load(options);
    return loaded;
  };
  const named = (read: (from: KubeConfig) => string | undefined, otherwise: string) => {
    try {
      return read(config()) ?? otherwise;
    } catch {
      return otherwise;
    }
  };
  return {
    config,
    name: () => named((from) => (options.inCluster ? undefined : from.getCurrentCluster()?.name), "kubernetes"),
    namespace: () => named((from) => from.getContextObject(from.getCurrentContext())?.namespace, "default"),
    via: options.inCluster ? "serviceAccount" : "kubeconfig",
    userName: () => named((from) => from.getCurrentUser()?.name, "unknown"),
  };
}

/** The same cluster as somebody else: nothing of Fyr's own user goes along, least of all its client certificate. */
export function connectionAs(own: Connection, { token }: Credential): Connection {
  let made: { readonly from: KubeConfig; readonly config: KubeConfig } | undefined;
  return {
    config: () => {
      const from = own.config();
      if (made?.from !== from) made = { from, config: withToken(from, token) };
      return made.config;
    },
    name: own.name,
    namespace: own.namespace,
    via: "token",
    userName: () => "unknown",
  };
}

function withToken(from: KubeConfig, token: string): KubeConfig {
  const cluster = from.getCurrentCluster();
  if (cluster === null) throw new KubernetesError("kubernetes_unavailable", "The kubeconfig names no cluster.");
  const config = new KubeConfig();
  config.loadFromClusterAndUser(cluster, { name: "caller", token });
  return config;
}

function load(options: ConnectionOptions): KubeConfig {
  const config = new KubeConfig();
  try {
    if (options.inCluster) config.loadFromCluster();
    else if (options.kubeconfig !== undefined) config.loadFromFile(options.kubeconfig);
    else config.loadFromDefault();
  } catch (cause) {
    const which = options.kubeconfig ?? (options.inCluster ? "the service account" : "the default kubeconfig");
    // No `cause`, and the first line only: below it the parser quotes the file, which may be a token.
    const [why = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n", 1);
    throw new KubernetesError("kubernetes_unavailable", `${which} could not be read: ${why}`);
  }
  return atContext(config, options.context);
}

function atContext(config: KubeConfig, context: string | undefined): KubeConfig {
  if (context !== undefined) config.setCurrentContext(context);
  if (config.getCurrentCluster() === null || config.getCurrentUser() === null) {
    const known = config.getContexts().map(({ name }) => name);
    const wanted = config.getCurrentContext();
    throw new KubernetesError(
      "kubernetes_unavailable",
      `The kubeconfig has no usable context “${wanted}”. It has: ${known.join(", ") || "none"}.`,
    );
  }
  return config;
}
