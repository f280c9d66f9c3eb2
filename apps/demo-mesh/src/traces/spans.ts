import { clusterName, requestLine } from "../logs/request-words.ts";
import { uniform } from "../mesh/chance.ts";
import type { MeshSpec, WorkloadSpec } from "../mesh/mesh-spec.ts";
import { isFailure } from "../traffic/answer.ts";
import type { Pod } from "../traffic/endpoints.ts";
import type { Made, Served, Verdict } from "./request-tree.ts";

/** A span as a proxy reports it; times in ms after the trace's start. */
export interface Span {
  readonly spanId: string;
  readonly parentId?: string;
  /** `app.namespace`, as Istio's proxies call themselves. */
  readonly service: string;
  readonly name: string;
  readonly startMs: number;
  readonly ms: number;
  readonly tags: Readonly<Record<string, string>>;
}

interface TraceName {
  readonly traceId: string;
  /** For chance. */
  readonly stream: number;
}

type Identity = Pick<MeshSpec, "cluster" | "trustDomain" | "seed">;

/**
 * What Istio's proxies report of a request: a span where it goes out and one where it comes in. Connections are not
 * traced, and where there is no proxy there is no span. The outermost first.
 */
export function spansOf(root: Served, { traceId, stream }: TraceName, mesh: Identity): readonly Span[] {
  const spans: Span[] = [];
  let made = 0;
  const report = (span: Omit<Span, "spanId">): string => {
    made += 1;
    const spanId = spanIdOf(mesh.seed, stream, made);
    spans.push({ ...span, spanId });
    return spanId;
  };
  const served = (one: Served, parentId: string | undefined, host: string, chance: number) => {
    const { spec } = one.station;
    const isTold = spec.sidecar && spec.protocol !== "tcp";
    const words = { ...common(spec, one.pod, mesh), ...asked(spec, host, chance), ...outcome(one.answer) };
    const tags = { ...words, "span.kind": "server", ...cluster(clusterName("inbound", spec.port, host)) };
    const { startMs, ms } = one;
    const own = isTold
      ? report({
          ...(parentId !== undefined && { parentId }),
          service: serviceOf(spec),
          name: `${host}:${spec.port}/*`,
          startMs,
          ms,
          tags,
        })
      : parentId;
    for (const [nth, call] of one.calls.entries()) sent(call, one, own, (chance + nth * 0.377) % 1);
  };
  const sent = (call: Made, { station: { spec }, pod }: Served, parentId: string | undefined, chance: number) => {
    const target = call.way?.target;
    const isTold = spec.sidecar && target?.protocol !== "tcp";
    const to = target ?? spec;
    const upstream = clusterName("outbound", to.port, call.host, call.way?.branch.subset ?? "");
    const words = { ...common(spec, pod, mesh), ...asked(to, call.host, chance), ...outcome(call.answer) };
    const tags = { ...words, "span.kind": "client", ...cluster(upstream) };
    const { startMs, ms } = call;
    const own = isTold
      ? report({
          ...(parentId !== undefined && { parentId }),
          service: serviceOf(spec),
          name: `${call.host}:${to.port}/*`,
          startMs,
          ms,
          tags,
        })
      : parentId;
    for (const one of call.tries) if (one.station.spec.role !== "external") served(one, own, call.host, chance);
  };
  served(root, undefined, root.station.spec.host, Number.parseInt(traceId.slice(0, 6), 16) / 0xffffff);
  return spans;
}

/** As Istio's proxies call themselves. */
export function serviceOf({ app, namespace }: WorkloadSpec): string {
  return `${app}.${namespace}`;
}

// https://istio.io/latest/docs/tasks/observability/distributed-tracing/overview/
function common({ app, version, namespace, role }: WorkloadSpec, pod: Pod, { cluster: id }: Identity) {
  const kind = role === "gateway" ? "router" : "sidecar";
  return {
    component: "proxy",
    node_id: `${kind}~${pod.ip}~${pod.name}.${namespace}~${namespace}.svc.cluster.local`,
    "istio.canonical_service": app,
    "istio.canonical_revision": version,
    "istio.namespace": namespace,
    "istio.mesh_id": "cluster.local",
    "istio.cluster_id": id,
    "internal.span.format": "zipkin",
  };
}

function asked(spec: WorkloadSpec, host: string, chance: number) {
  const { method, path, version } = requestLine({ host, protocol: spec.protocol }, chance);
  return {
    "http.method": method,
    "http.protocol": version,
    "http.url": `http://${host}:${spec.port}${path}`,
    user_agent: "-",
  };
}

function outcome({ code, grpcStatus, flags }: Verdict): Record<string, string> {
  return {
    "http.status_code": code,
    response_flags: flags,
    ...(grpcStatus && { "grpc.status_code": grpcStatus }),
    ...(isFailure({ code, grpcStatus }) && { error: "true" }),
  };
}

const cluster = (name: string) => ({ upstream_cluster: name, "upstream_cluster.name": name });

function spanIdOf(seed: number, stream: number, nth: number): string {
  const half = (salt: number) => Math.floor(uniform(seed + salt, stream, nth) * 2 ** 32);
  return [half(11), half(12)].map((value) => value.toString(16).padStart(8, "0")).join("");
}
