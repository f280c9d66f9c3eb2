/** The little of a Kubernetes object that traffic depends on. */
export interface ClusterObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly creationTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  };
  readonly [field: string]: unknown;
}

export interface ResourceName {
  readonly group: string;
  readonly plural: string;
}

/** What the mesh needs of a Kubernetes API: its objects now, and word of every change. */
export interface ClusterView {
  list(resource: ResourceName): readonly ClusterObject[];
  /** Returns the undoing. */
  subscribe(listener: (change: { readonly resource: ResourceName }) => void): () => void;
}

export const RESOURCES = {
  namespaces: { group: "", plural: "namespaces" },
  nodes: { group: "", plural: "nodes" },
  pods: { group: "", plural: "pods" },
  services: { group: "", plural: "services" },
  deployments: { group: "apps", plural: "deployments" },
  replicaSets: { group: "apps", plural: "replicasets" },
  controllerRevisions: { group: "apps", plural: "controllerrevisions" },
  events: { group: "", plural: "events" },
  statefulSets: { group: "apps", plural: "statefulsets" },
  virtualServices: { group: "networking.istio.io", plural: "virtualservices" },
  destinationRules: { group: "networking.istio.io", plural: "destinationrules" },
  gateways: { group: "networking.istio.io", plural: "gateways" },
  serviceEntries: { group: "networking.istio.io", plural: "serviceentries" },
  httpRoutes: { group: "gateway.networking.k8s.io", plural: "httproutes" },
  grpcRoutes: { group: "gateway.networking.k8s.io", plural: "grpcroutes" },
  tlsRoutes: { group: "gateway.networking.k8s.io", plural: "tlsroutes" },
  tcpRoutes: { group: "gateway.networking.k8s.io", plural: "tcproutes" },
  apiGateways: { group: "gateway.networking.k8s.io", plural: "gateways" },
  gatewayClasses: { group: "gateway.networking.k8s.io", plural: "gatewayclasses" },
  referenceGrants: { group: "gateway.networking.k8s.io", plural: "referencegrants" },
  applications: { group: "argoproj.io", plural: "applications" },
  rollouts: { group: "argoproj.io", plural: "rollouts" },
  canaries: { group: "flagger.app", plural: "canaries" },
  kustomizations: { group: "kustomize.toolkit.fluxcd.io", plural: "kustomizations" },
  gitRepositories: { group: "source.toolkit.fluxcd.io", plural: "gitrepositories" },
  peerAuthentications: { group: "security.istio.io", plural: "peerauthentications" },
} as const satisfies Record<string, ResourceName>;

export const ROOT_NAMESPACE = "istio-system";

/** `payment` seen from namespace payments is `payment.payments.svc.cluster.local`; longer names stay as they are. */
export function fullHost(host: string, namespace: string): string {
  return host.includes(".") ? host : `${host}.${namespace}.svc.cluster.local`;
}

/** Milliseconds of a duration as protobuf's JSON writes it: `1.5s`, `300ms`, `2m`, `1h`. */
export function durationMs(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  let total = 0;
  for (const [, amount = "0", unit = "s"] of text.matchAll(/([\d.]+)(ms|s|m|h)/g)) {
    total += Number(amount) * (units[unit] ?? 0);
  }
  return total > 0 ? total : undefined;
}

export function matches(
  labels: Readonly<Record<string, string>> | undefined,
  selector: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(([key, value]) => labels?.[key] === value);
}
