import type { MeshObjects } from "@fyr/kubernetes";
import type { KubernetesObject } from "@fyr/routing";

export const noObjects: MeshObjects = {
  pods: [],
  controllers: [],
  replicaSets: [],
  controllerRevisions: [],
  services: [],
  namespaces: [],
  serviceEntries: [],
  virtualServices: [],
  gatewayRoutes: [],
  referenceGrants: [],
  owners: {},
  destinationRules: [],
  gatewaySelectors: [],
  otherConfig: [],
  nodes: [],
};

interface App {
  readonly namespace: string;
  readonly name: string;
}

/** One pod, ready and with a proxy, for each version of an app. */
export function podsOf({ namespace, name }: App, versions: readonly string[]): MeshObjects["pods"] {
  return versions.map((version) => ({
    name: `${name}-${version}-0`,
    namespace,
    labels: { app: name, version },
    owner: { kind: "StatefulSet", name: `${name}-${version}` },
    phase: "Running",
    ready: true,
    restarts: 0,
    proxied: true,
    finished: false,
  }));
}

/** A DestinationRule with a subset for each version of an app. */
export function subsetsOf({ namespace, name }: App, versions: readonly string[]): KubernetesObject {
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { name, namespace },
    spec: { host: name, subsets: versions.map((version) => ({ name: version, labels: { version } })) },
  };
}
