import type { MeshSpec } from "../mesh/mesh-spec.ts";
import { workloadKey } from "../mesh/mesh-spec.ts";
import type { CompiledMesh } from "../traffic/compile.ts";
import type { WayTraffic } from "../traffic/flow.ts";
import type { Block, BlockShape } from "./block.ts";
import { istioLabels } from "./istio-labels.ts";
import type { MetricRegistry } from "./registry.ts";
import { podsOf, seenSource } from "./reporting.ts";

const counter = (metric: string) => ({ metric, family: metric, type: "counter", whole: true }) as const;

export const TCP_SHAPE: BlockShape = {
  hiddenUntilCounted: false,
  lines: [
    counter("istio_tcp_connections_opened_total"),
    counter("istio_tcp_connections_closed_total"),
    counter("istio_tcp_sent_bytes_total"),
    counter("istio_tcp_received_bytes_total"),
  ],
};

/** What one query and its answer weigh, bytes. */
const QUERY_BYTES = 190;
const ANSWER_BYTES = 840;
/** Connections a client pod keeps open, and how long each lives, s. */
export const POOL = 12;
const CONNECTION_LIFE = 60;

/** Connections and bytes; "sent" is what the server sends. A pool keeps as many connections open as it closes. */
export function recordTcp(traffic: WayTraffic, mesh: CompiledMesh, spec: MeshSpec, registry: MetricRegistry): void {
  const { way, requestsPerSecond } = traffic;
  const { source, target, branch, mtls } = way;
  const clients = source ? podsOf(source, mesh) : [];
  const connections = Math.max(1, clients.length) * POOL;
  for (const reporter of ["source", "destination"] as const) {
    const reporting = reporter === "source" ? source : target;
    if (!reporting?.sidecar) continue;
    const pods = podsOf(reporting, mesh);
    for (const { pod, namespace } of pods) {
      const name = `${pod} tcp ${reporter} ${source ? workloadKey(source) : "?"} ${workloadKey(target)} ${mtls}`;
      const block = registry.block(name, () => {
        const parties = {
          reporter,
          source: seenSource(way),
          target,
          host: branch.host,
          protocol: target.protocol,
          mtls,
        };
        const labels = istioLabels(parties, spec);
        return { page: namespace, shape: TCP_SHAPE, labels: { ...labels, response_flags: "-", namespace, pod } };
      });
      countConnections(block, connections / pods.length, requestsPerSecond / pods.length);
    }
  }
}

/** `open`: connections kept open; `perSecond`: requests on them. */
export function countConnections(block: Block, open: number, perSecond: number): void {
  if ((block.values[0] ?? 0) === 0) block.values[0] = open;
  const turnover = perSecond > 0 ? open / CONNECTION_LIFE : 0;
  const growth = [turnover, turnover, ANSWER_BYTES * perSecond, QUERY_BYTES * perSecond];
  for (const [line, rate] of growth.entries()) block.perSecond[line] = (block.perSecond[line] ?? 0) + rate;
}
