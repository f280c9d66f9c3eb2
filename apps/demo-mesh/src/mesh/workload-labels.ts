import type { WorkloadSpec } from "./mesh-spec.ts";

type Labels = Readonly<Record<string, string>>;

/** By which a controller and a Service know a workload's pods. */
export function selectorLabels({ app, version, role }: WorkloadSpec): Labels {
  return role === "waypoint" ? { "gateway.networking.k8s.io/gateway-name": app } : { app, version };
}

/** As a pod template has them. */
export function templateLabels(spec: WorkloadSpec): Labels {
  const { app, version, role } = spec;
  if (role === "waypoint") return { ...selectorLabels(spec), ...WAYPOINT_LABELS, ...canonicalLabels(spec) };
  return { app, version, ...(role === "gateway" && { istio: "ingressgateway" }) };
}

/** As a running pod has them, with what injection added. */
export function podLabels(spec: WorkloadSpec): Labels {
  const isInjected = spec.sidecar && spec.role !== "waypoint";
  return {
    ...templateLabels(spec),
    ...(isInjected && {
      "security.istio.io/tlsMode": "istio",
      ...canonicalLabels(spec),
      "istio.io/rev": "default",
    }),
  };
}

export function podAnnotations({ sidecar, ambient, role }: WorkloadSpec): { readonly annotations?: Labels } {
  if (ambient !== undefined) return { annotations: { "ambient.istio.io/redirection": "enabled" } };
  return sidecar && role !== "waypoint" ? { annotations: SIDECAR_ANNOTATIONS } : {};
}

function canonicalLabels({ app, version }: WorkloadSpec): Labels {
  return { "service.istio.io/canonical-name": app, "service.istio.io/canonical-revision": version };
}

/** https://github.com/istio/istio/blob/1.27.0/manifests/charts/istio-control/istio-discovery/files/waypoint.yaml */
const WAYPOINT_LABELS: Labels = {
  "gateway.istio.io/managed": "istio.io-mesh-controller",
  "gateway.networking.k8s.io/gateway-class-name": "istio-waypoint",
  "istio.io/dataplane-mode": "none",
  "sidecar.istio.io/inject": "false",
};

const SIDECAR_ANNOTATIONS: Labels = {
  "sidecar.istio.io/status": JSON.stringify({
    initContainers: ["istio-init"],
    containers: ["istio-proxy"],
    revision: "default",
  }),
};
