import { type ClusterObject, type ClusterView, fullHost, matches, RESOURCES, ROOT_NAMESPACE } from "./cluster-view.ts";
import { branchesOf, DEFAULT_RETRIES, type RouteBranch } from "./virtual-service.ts";

interface ConnectionPool {
  /** Requests at the same time from one client pod, waiting ones included. */
  readonly concurrent: number;
}

export interface RouteTable {
  /** Where a sidecar's requests to a host go; shares sum to 1. */
  branches(host: string): readonly RouteBranch[];
  /** The labels of a subset; nothing when no DestinationRule names it. */
  subsetLabels(host: string, subset: string): Readonly<Record<string, string>> | undefined;
  connectionPool(host: string, subset: string | undefined): ConnectionPool | undefined;
  /** Whether callers with a sidecar are told to speak plaintext to the host. */
  speaksPlaintext(host: string): boolean;
  /** What a workload's sidecar accepts. */
  mtlsMode(namespace: string, labels: Readonly<Record<string, string>>): MtlsMode;
}

type MtlsMode = "STRICT" | "PERMISSIVE" | "DISABLE";

interface TrafficPolicy {
  readonly tls?: { readonly mode?: string };
  readonly connectionPool?: {
    readonly tcp?: { readonly maxConnections?: number };
    readonly http?: { readonly http1MaxPendingRequests?: number; readonly http2MaxRequests?: number };
  };
}

interface DestinationRuleSpec {
  readonly host: string;
  readonly subsets?: readonly {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly trafficPolicy?: TrafficPolicy;
  }[];
  readonly trafficPolicy?: TrafficPolicy;
}

/** Istio's routing objects as they stand now, ready to be asked. */
export function createRouteTable(cluster: ClusterView): RouteTable {
  const routes = routesByHost(cluster.list(RESOURCES.virtualServices));
  const rules = rulesByHost(cluster.list(RESOURCES.destinationRules));
  const authentications = oldestFirst(cluster.list(RESOURCES.peerAuthentications));
  const subsetOf = (host: string, name: string) => rules.get(host)?.subsets?.find((subset) => subset.name === name);
  return {
    branches: (host) => routes.get(host) ?? [{ share: 1, host, retries: DEFAULT_RETRIES }],
    subsetLabels(host, name) {
      const subset = subsetOf(host, name);
      return subset && (subset.labels ?? {});
    },
    connectionPool(host, name) {
      const rule = rules.get(host);
      const subset = name === undefined ? undefined : subsetOf(host, name);
      return poolOf(subset?.trafficPolicy ?? rule?.trafficPolicy);
    },
    speaksPlaintext: (host) => rules.get(host)?.trafficPolicy?.tls?.mode === "DISABLE",
    mtlsMode: (namespace, labels) => mtlsModeFor(authentications, namespace, labels),
  };
}

// The oldest VirtualService owns a host within the mesh; those bound to gateways alone are not for sidecars.
function routesByHost(objects: readonly ClusterObject[]): Map<string, readonly RouteBranch[]> {
  const found = new Map<string, readonly RouteBranch[]>();
  for (const object of oldestFirst(objects)) {
    const spec = object["spec"] as
      | { readonly hosts?: readonly string[]; readonly gateways?: readonly string[] }
      | undefined;
    if (spec?.gateways && !spec.gateways.includes("mesh")) continue;
    const branches = branchesOf(object);
    if (branches.length === 0) continue;
    for (const host of spec?.hosts ?? []) {
      const name = fullHost(host, object.metadata.namespace ?? "default");
      if (!found.has(name)) found.set(name, branches);
    }
  }
  return found;
}

function rulesByHost(objects: readonly ClusterObject[]): Map<string, DestinationRuleSpec> {
  const found = new Map<string, DestinationRuleSpec>();
  for (const object of oldestFirst(objects)) {
    const spec = object["spec"] as DestinationRuleSpec | undefined;
    if (!spec) continue;
    const host = fullHost(spec.host, object.metadata.namespace ?? "default");
    if (!found.has(host)) found.set(host, spec);
  }
  return found;
}

function poolOf(policy: TrafficPolicy | undefined): ConnectionPool | undefined {
  const { tcp, http } = policy?.connectionPool ?? {};
  if (http?.http2MaxRequests !== undefined) return { concurrent: http.http2MaxRequests };
  if (tcp?.maxConnections === undefined) return undefined;
  return { concurrent: tcp.maxConnections + (http?.http1MaxPendingRequests ?? 1024) };
}

/** Workload before namespace before mesh; UNSET asks the next wider one; nothing said is PERMISSIVE. */
function mtlsModeFor(
  policies: readonly ClusterObject[],
  namespace: string,
  labels: Readonly<Record<string, string>>,
): MtlsMode {
  const said = (of: string, wanted: (selector: Readonly<Record<string, string>> | undefined) => boolean) => {
    for (const { metadata, ...rest } of policies) {
      const spec = rest["spec"] as PeerAuthenticationSpec | undefined;
      const mode = spec?.mtls?.mode;
      if (metadata.namespace === of && wanted(spec?.selector?.matchLabels) && isMode(mode)) return mode;
    }
    return undefined;
  };
  return (
    said(namespace, (selector) => selector !== undefined && matches(labels, selector)) ??
    said(namespace, (selector) => selector === undefined) ??
    said(ROOT_NAMESPACE, (selector) => selector === undefined) ??
    "PERMISSIVE"
  );
}

interface PeerAuthenticationSpec {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly mtls?: { readonly mode?: string };
}

const isMode = (mode: string | undefined): mode is MtlsMode =>
  mode === "STRICT" || mode === "PERMISSIVE" || mode === "DISABLE";

function oldestFirst(objects: readonly ClusterObject[]): readonly ClusterObject[] {
  const age = ({ metadata }: ClusterObject) => metadata.creationTimestamp ?? "";
  return [...objects].sort((a, b) => (age(a) < age(b) ? -1 : age(a) > age(b) ? 1 : 0));
}
