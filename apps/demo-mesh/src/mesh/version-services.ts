import { RESOURCES } from "../traffic/cluster-view.ts";
import { BY_KUBECTL, byFlagger, type Marks } from "./marks.ts";
import type { SeedObject } from "./seed-object.ts";

type Labels = Readonly<Record<string, string>>;

const ROLLOUT: Marks = {
  manager: "rollouts-controller",
  annotations: { "argo-rollouts.argoproj.io/managed-by-rollouts": "fx-rates" },
};

/** Services beside those each app has: the Gateway API and other tools tell versions apart by them. */
export function versionServices(): SeedObject[] {
  const versioned = (namespace: string, app: string, names: readonly string[], port: number, portName: string) =>
    names.map((version) =>
      service(namespace, `${app}-${version}`, { app, version }, { port, name: portName }, BY_KUBECTL),
    );
  const http = { port: 8080, name: "http" };
  return [
    ...versioned("shop", "recommend", ["v1", "v2"], 8080, "http"),
    ...versioned("shop", "media", ["v3", "v4"], 8080, "http"),
    ...versioned("checkout", "promotions", ["v1", "v2"], 9000, "grpc"),
    service("shop", "ads", { app: "ads-primary" }, http, byFlagger("ads")),
    service("shop", "ads-primary", { app: "ads-primary" }, http, byFlagger("ads")),
    service("shop", "ads-canary", { app: "ads" }, http, byFlagger("ads")),
    service("shop", "fx-rates", { app: "fx-rates" }, { port: 9000, name: "grpc" }, ROLLOUT),
    service("shop", "fx-rates-canary", FX_CANARY, { port: 9000, name: "grpc" }, ROLLOUT),
  ];
}

/** No rollout is under way, so nobody carries these. */
const FX_CANARY: Labels = { app: "fx-rates", "rollouts-pod-template-hash": "5f8d6c9b77" };

function service(
  namespace: string,
  name: string,
  selector: Labels,
  port: { readonly port: number; readonly name: string },
  { manager, ...marks }: Marks,
): SeedObject {
  return {
    resource: RESOURCES.services,
    manager,
    object: {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, namespace, ...marks },
      spec: { type: "ClusterIP", selector, ports: [{ ...port, targetPort: port.port, protocol: "TCP" }] },
    },
  };
}
