import { RESOURCES, ROOT_NAMESPACE } from "../traffic/cluster-view.ts";
import type { MeshSpec } from "./mesh-spec.ts";
import { ownedBy, type SeedObject } from "./seed-object.ts";

const HASH = "7c9d8b6f5d";
/** The one pod of istiod: its metrics come from there. */
export const ISTIOD_POD = `istiod-${HASH}-x2kqp`;

/** istiod, by whose image and labels tools learn which Istio runs. */
export function controlPlaneObjects({ istioVersion, nodes }: MeshSpec, day: string): SeedObject[] {
  const labels = istiodLabels(istioVersion);
  const podLabels = { ...labels, "pod-template-hash": HASH };
  const container = {
    name: "discovery",
    image: `docker.io/istio/pilot:${istioVersion}`,
    ports: [{ containerPort: 15012 }, { containerPort: 15014 }],
  };
  const template = { metadata: { labels }, spec: { serviceAccountName: "istiod", containers: [container] } };
  const selector = { matchLabels: { app: "istiod" } };
  const counts = { observedGeneration: 1, replicas: 1, readyReplicas: 1, availableReplicas: 1 };
  const object = (apiVersion: string, kind: string, name: string, more: object, rest: object) => ({
    apiVersion,
    kind,
    metadata: { name, namespace: ROOT_NAMESPACE, labels, ...more },
    ...rest,
  });
  return [
    {
      resource: RESOURCES.deployments,
      manager: "helm",
      object: object(
        "apps/v1",
        "Deployment",
        "istiod",
        {},
        { spec: { replicas: 1, selector, template }, status: counts },
      ),
    },
    {
      resource: RESOURCES.replicaSets,
      manager: "kube-controller-manager",
      object: object(
        "apps/v1",
        "ReplicaSet",
        `istiod-${HASH}`,
        { labels: podLabels, ownerReferences: [ownedBy("Deployment", "istiod")] },
        { spec: { replicas: 1, selector, template }, status: counts },
      ),
    },
    {
      resource: RESOURCES.pods,
      manager: "kube-controller-manager",
      object: object(
        "v1",
        "Pod",
        ISTIOD_POD,
        { labels: podLabels, ownerReferences: [ownedBy("ReplicaSet", `istiod-${HASH}`)] },
        { spec: { ...template.spec, nodeName: nodes[0] ?? "" }, status: runningSince(day) },
      ),
    },
    {
      resource: RESOURCES.services,
      manager: "helm",
      object: object(
        "v1",
        "Service",
        "istiod",
        {},
        { spec: { selector: { app: "istiod" }, ports: [{ name: "http-monitoring", port: 15014, protocol: "TCP" }] } },
      ),
    },
  ];
}

function runningSince(startedAt: string) {
  return {
    phase: "Running",
    startTime: startedAt,
    conditions: [{ type: "Ready", status: "True", lastTransitionTime: startedAt }],
  };
}

/** https://github.com/istio/istio/blob/1.27.0/manifests/charts/istio-control/istio-discovery/templates/deployment.yaml */
function istiodLabels(version: string): Readonly<Record<string, string>> {
  return {
    app: "istiod",
    istio: "pilot",
    "istio.io/rev": "default",
    "operator.istio.io/component": "Pilot",
    "app.kubernetes.io/name": "istiod",
    "app.kubernetes.io/version": version,
    "app.kubernetes.io/part-of": "istio",
  };
}
