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
  via: "kubeconfig" | "serviceAccount";
  /** The user's name in the kubeconfig, for clusters that cannot say who one is. */
  userName(): string;
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
    via: options.inCluster ? "serviceAccount" : "kubeconfig",
    userName: () => named((from) => from.getCurrentUser()?.name, "unknown"),
  };
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
