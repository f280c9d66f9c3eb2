import type { WorkloadSpec } from "../mesh/mesh-spec.ts";
import { templateLabels } from "../mesh/workload-labels.ts";
import type { Asked } from "./asked.ts";
import {
  type ClusterObject,
  type ClusterView,
  durationMs,
  fullHost,
  matches,
  RESOURCES,
  ROOT_NAMESPACE,
} from "./cluster-view.ts";
import { createGatewayRoutes } from "./gateway-api/route-index.ts";
import { createIstioRoutes } from "./istio-routes.ts";
import { oldestFirst } from "./oldest-first.ts";
import { answered, DEFAULT_RETRIES, NO_RETRIES, type RouteBranch } from "./route-branch.ts";

interface ConnectionPool {
  /** Requests at the same time from one client pod, waiting ones included. */
  readonly concurrent: number;
}

export interface RouteTable {
  /** Where a caller's requests or connections to a host go; shares sum to 1. */
  branches(asked: Asked): readonly RouteBranch[];
  /** Where requests go that come in at a gateway for a host name of the outside. */
  gatewayBranches(gateway: WorkloadSpec, authority: string, asked: Asked): readonly RouteBranch[];
  /** The labels of a subset; nothing when no DestinationRule names it. */
  subsetLabels(host: string, subset: string): Readonly<Record<string, string>> | undefined;
  connectionPool(host: string, subset: string | undefined): ConnectionPool | undefined;
  outlierDetection(host: string, subset: string | undefined): OutlierDetection | undefined;
  /** Whether callers with a sidecar are told to speak plaintext to the host. */
  speaksPlaintext(host: string): boolean;
  /** What a workload's sidecar accepts. */
  mtlsMode(namespace: string, labels: Readonly<Record<string, string>>): MtlsMode;
}

/** When pods that fail are left out, and for how long. */
export interface OutlierDetection {
  /** Failures in a row. */
  readonly consecutive: number;
  readonly ejectionSeconds: number;
  /** Most of a host's pods that may be out at once, 0..1; one always may. */
  readonly most: number;
}

type MtlsMode = "STRICT" | "PERMISSIVE" | "DISABLE";

interface TrafficPolicy {
  readonly tls?: { readonly mode?: string };
  readonly outlierDetection?: {
    readonly consecutive5xxErrors?: number;
    readonly consecutiveGatewayErrors?: number;
    readonly baseEjectionTime?: string;
    readonly maxEjectionPercent?: number;
  };
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
  const istio = createIstioRoutes(cluster);
  const gatewayApi = createGatewayRoutes(cluster);
  const rules = rulesByHost(cluster.list(RESOURCES.destinationRules));
  const authentications = oldestFirst(cluster.list(RESOURCES.peerAuthentications));
  const subsetOf = (host: string, name: string) => rules.get(host)?.subsets?.find((subset) => subset.name === name);
  return {
    branches(asked) {
      // Where both are, Istio leaves open which one counts; here it is the Gateway API's.
      const said = gatewayApi.ofService(asked) ?? istio.ofHost(asked);
      const retries = asked.protocol === "tcp" ? NO_RETRIES : DEFAULT_RETRIES;
      return said ?? [{ share: 1, host: asked.host, retries }];
    },
    gatewayBranches(gateway, authority, asked) {
      const served = cluster.list(RESOURCES.apiGateways).filter((one) => isServedBy(one, gateway));
      for (const one of served) {
        const said = gatewayApi.ofGateway(one, authority, asked);
        if (said) return said;
      }
      return istio.ofGateway(templateLabels(gateway), authority, asked) ?? [answered(1, "404")];
    },
    subsetLabels(host, name) {
      const subset = subsetOf(host, name);
      return subset && (subset.labels ?? {});
    },
    connectionPool(host, name) {
      const rule = rules.get(host);
      const subset = name === undefined ? undefined : subsetOf(host, name);
      return poolOf(subset?.trafficPolicy ?? rule?.trafficPolicy);
    },
    outlierDetection(host, name) {
      const subset = name === undefined ? undefined : subsetOf(host, name);
      return outliersOf(subset?.trafficPolicy?.outlierDetection ?? rules.get(host)?.trafficPolicy?.outlierDetection);
    },
    speaksPlaintext: (host) => rules.get(host)?.trafficPolicy?.tls?.mode === "DISABLE",
    mtlsMode: (namespace, labels) => mtlsModeFor(authentications, namespace, labels),
  };
}

/** A Gateway is served by pods that were made for it, or by those whose service it names as its address. */
function isServedBy({ metadata, ...rest }: ClusterObject, { namespace, app, host }: WorkloadSpec): boolean {
  const { addresses = [] } = rest["spec"] as { readonly addresses?: readonly { readonly value?: string }[] };
  if (addresses.length > 0) return addresses.some(({ value }) => value === host);
  return metadata.namespace === namespace && `${metadata.name}-istio` === app;
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

// Istio's own where a rule says nothing: https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
function outliersOf(policy: TrafficPolicy["outlierDetection"]): OutlierDetection | undefined {
  if (!policy) return undefined;
  const consecutive = policy.consecutive5xxErrors ?? policy.consecutiveGatewayErrors ?? 5;
  if (consecutive === 0) return undefined;
  const ejectionSeconds = (durationMs(policy.baseEjectionTime) ?? 30_000) / 1000;
  return { consecutive, ejectionSeconds, most: (policy.maxEjectionPercent ?? 10) / 100 };
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
