import type { Destination, RouteParent } from "@fyr/contract";
import { resolveHost } from "../host-names.ts";
import { integerIn, listIn, textIn, textsIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { readGrpcMatches, readHttpMatches, readTlsMatches } from "./gateway-api-matches.ts";
import { grpcPrecedence, httpPrecedence } from "./gateway-api-precedence.ts";
import type { Attachment, RouteDialect } from "./route-dialect.ts";

/** What the Gateway API's routes have in common: https://gateway-api.sigs.k8s.io/reference/spec/ */
const gatewayApi = {
  group: "gateway.networking.k8s.io",
  destinationsField: "backendRefs",
  identityFields: ["group", "kind", "namespace", "name", "port"],
  weights: { leftOut: 1, aloneTakesAll: false, keepsSum: false },
  readDestination: readBackendRef,
  readAttachment,
} as const satisfies Partial<RouteDialect>;

export const httpRoute: RouteDialect = {
  ...gatewayApi,
  kind: "HTTPRoute",
  plural: "httproutes",
  ruleLists: [{ protocol: "http", field: "rules" }],
  readMatches: (_, entry) => readHttpMatches(entry),
  precedence: httpPrecedence,
};

export const grpcRoute: RouteDialect = {
  ...gatewayApi,
  kind: "GRPCRoute",
  plural: "grpcroutes",
  ruleLists: [{ protocol: "grpc", field: "rules" }],
  readMatches: (_, entry) => readGrpcMatches(entry),
  precedence: grpcPrecedence,
};

export const tlsRoute: RouteDialect = {
  ...gatewayApi,
  kind: "TLSRoute",
  plural: "tlsroutes",
  ruleLists: [{ protocol: "tls", field: "rules" }],
  readMatches: (object) => readTlsMatches(object),
  precedence: () => [],
};

export const tcpRoute: RouteDialect = {
  ...gatewayApi,
  kind: "TCPRoute",
  plural: "tcproutes",
  ruleLists: [{ protocol: "tcp", field: "rules" }],
  readMatches: () => [],
  precedence: () => [],
};

/**
 * A service of the route's own namespace goes by its short name, one of another by its full one. Istio's `Hostname`
 * names a host itself; of other kinds the kind is told with the name.
 */
function readBackendRef(entry: unknown, namespace: string): Destination | undefined {
  const name = textIn(entry, "name");
  if (name === undefined) return undefined;
  const kind = textIn(entry, "kind") ?? "Service";
  const away = textIn(entry, "namespace") ?? namespace;
  const port = integerIn(entry, "port");
  return { host: hostOf(kind, name, away, namespace), ...(port !== undefined && { port }) };
}

function hostOf(kind: string, name: string, namespace: string, own: string): string {
  if (kind === "Hostname") return name;
  if (kind !== "Service") return `${kind}/${namespace === own ? "" : `${namespace}/`}${name}`;
  return namespace === own ? name : resolveHost(name, namespace);
}

/** Routes attached to Services steer calls inside the mesh; all others what comes through a Gateway. */
function readAttachment(object: KubernetesObject): Attachment {
  const own = object.metadata.namespace ?? "default";
  const parents = listIn(object.spec, "parentRefs").flatMap((ref) => readParent(ref, own) ?? []);
  const services = parents.filter(({ kind }) => kind === "Service");
  const hosts = [
    ...textsIn(object.spec, "hostnames"),
    ...services.map(({ name, namespace }) => (namespace === own ? name : resolveHost(name, namespace))),
  ];
  const gateways = parents
    .filter(({ kind }) => kind !== "Service")
    .map(({ name, namespace }) => (namespace === own ? name : `${namespace}/${name}`));
  return { hosts, gateways: [...(services.length > 0 ? ["mesh"] : []), ...gateways], parents };
}

function readParent(ref: unknown, own: string): RouteParent | undefined {
  const name = textIn(ref, "name");
  if (name === undefined) return undefined;
  const kind = textIn(ref, "kind") ?? "Gateway";
  const namespace = textIn(ref, "namespace") ?? own;
  const port = integerIn(ref, "port");
  const section = textIn(ref, "sectionName");
  return {
    kind,
    namespace,
    name,
    ...(port !== undefined && { port }),
    ...(section !== undefined && { section }),
    ...(kind === "Service" && { role: namespace === own ? "producer" : "consumer" }),
  };
}
