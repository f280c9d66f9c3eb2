import { randomLetters } from "../mesh/letters.ts";
import { type MeshSpec, type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import { ROOT_NAMESPACE } from "../traffic/cluster-view.ts";
import type { CompiledMesh, Way } from "../traffic/compile.ts";
import type { WayTraffic } from "../traffic/flow.ts";
import type { Block, BlockShape } from "./block.ts";
import { istioLabels } from "./istio-labels.ts";
import { PLATFORM_PAGE } from "./platform-metrics.ts";
import type { MetricRegistry } from "./registry.ts";
import { seenSource, waypointOf } from "./reporting.ts";
import { countConnections, POOL, TCP_SHAPE } from "./tcp-metrics.ts";

interface Counting {
  readonly registry: MetricRegistry;
  readonly seed: number;
}

/** One stretch of a way, as the ztunnel at one of its ends counts it. */
interface Leg {
  readonly reporter: "source" | "destination";
  readonly source: WorkloadSpec | undefined;
  readonly target: WorkloadSpec;
  /** The workload whose nodes' ztunnels count. */
  readonly at: WorkloadSpec;
}

/**
 * Connections and bytes of a way that begins or ends in ambient mode, whatever is spoken on it. A ztunnel knows nothing
 * of requests, and on both sides it says whether there is mutual TLS.
 */
export function recordZtunnels(traffic: WayTraffic, mesh: CompiledMesh, spec: MeshSpec, counting: Counting): void {
  const { way, requestsPerSecond } = traffic;
  const refused = shareOf(traffic, "UF");
  for (const leg of legsOf(way, mesh)) {
    const clients = leg.source ? podsBehind(leg.source, mesh).length : 1;
    const pods = podsBehind(leg.at, mesh);
    for (const [node, there] of Map.groupBy(pods, (pod) => pod.node)) {
      const share = there.length / pods.length;
      const block = blockOf(leg, way, node, spec, counting);
      const lost = refused * requestsPerSecond * share;
      countConnections(block, Math.max(1, clients) * POOL * share * way.share, requestsPerSecond * share - lost);
      if (lost > 0) countRefused(block, refusedBlockOf(leg, way, node, spec, counting), lost);
    }
  }
}

function legsOf(way: Way, mesh: CompiledMesh): Leg[] {
  const { source, target } = way;
  const waypoint = waypointOf(way, mesh);
  const legs: Leg[] = [];
  if (source?.ambient) legs.push({ reporter: "source", source, target: waypoint ?? target, at: source });
  if (target.ambient) legs.push({ reporter: "destination", source: waypoint ?? seenSource(way), target, at: target });
  return legs;
}

function podsBehind(spec: WorkloadSpec, { byKey }: CompiledMesh) {
  return byKey.get(workloadKey(spec))?.pods ?? [];
}

/** Of what the caller got, as Envoy would flag it. */
function shareOf({ seenByClient }: WayTraffic, flag: string): number {
  return seenByClient.filter(({ flags }) => flags.split(",").includes(flag)).reduce((sum, { ratio }) => sum + ratio, 0);
}

/** Opened like any other, and closed under a flag that is written nowhere else. */
function countRefused(opened: Block, closed: Block, perSecond: number): void {
  opened.perSecond[0] = (opened.perSecond[0] ?? 0) + perSecond;
  closed.perSecond[0] = (closed.perSecond[0] ?? 0) + perSecond;
}

const REFUSED_SHAPE: BlockShape = {
  hiddenUntilCounted: true,
  lines: TCP_SHAPE.lines.filter(({ metric }) => metric === "istio_tcp_connections_closed_total"),
};

function refusedBlockOf(leg: Leg, way: Way, node: string, mesh: MeshSpec, counting: Counting): Block {
  return blockOf(leg, way, node, mesh, counting, { shape: REFUSED_SHAPE, flags: "CONNECT" });
}

function blockOf(
  leg: Leg,
  way: Way,
  node: string,
  mesh: MeshSpec,
  { registry, seed }: Counting,
  { shape, flags } = { shape: TCP_SHAPE, flags: "-" },
): Block {
  const { reporter, source, target } = leg;
  const { host } = way.branch;
  const pod = `ztunnel-${randomLetters(seed, `ztunnel on ${node}`, 5)}`;
  const ends = `${source ? workloadKey(source) : "?"} ${workloadKey(target)} ${host} ${way.mtls}`;
  const name = `${pod} ${reporter} ${ends}${flags === "-" ? "" : ` ${flags}`}`;
  return registry.block(name, () => {
    const labels = istioLabels({ reporter, source, target, host, protocol: "tcp", mtls: way.mtls }, mesh);
    const security = { connection_security_policy: way.mtls ? "mutual_tls" : "unknown" };
    const where = { app: "ztunnel", namespace: ROOT_NAMESPACE, node, pod };
    return { page: PLATFORM_PAGE, shape, labels: { ...labels, ...security, response_flags: flags, ...where } };
  });
}
