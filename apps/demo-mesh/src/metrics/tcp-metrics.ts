import type { MeshSpec } from "../mesh/mesh-spec.ts";
import { workloadKey } from "../mesh/mesh-spec.ts";
import type { CompiledMesh } from "../traffic/compile.ts";
import type { LostTraffic, WayTraffic } from "../traffic/flow.ts";
import { momentsOrNone } from "../traffic/settle.ts";
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
/** Connections a client pod keeps open at least and at most, and how long each lives, s. */
export const POOL = 12;
const LARGEST_POOL = 40;
const CONNECTION_LIFE = 60;

/** Connections and bytes; "sent" is what the server sends. A pool keeps as many connections open as it closes. */
export function recordTcp(traffic: WayTraffic, mesh: CompiledMesh, spec: MeshSpec, registry: MetricRegistry): void {
  const { way, requestsPerSecond, seenByClient } = traffic;
  const { source, target, branch, mtls } = way;
  const clients = Math.max(1, source ? podsOf(source, mesh).length : 1);
  // Little's law: how many queries are under way at once, with some room.
  const underWay = (1.5 * requestsPerSecond * momentsOrNone(seenByClient).mean) / 1000 / clients;
  const connections = clients * Math.min(LARGEST_POOL, Math.max(POOL * way.share, underWay));
  for (const reporter of ["source", "destination"] as const) {
    const reporting = reporter === "source" ? source : target;
    if (!reporting?.sidecar) continue;
    const pods = podsOf(reporting, mesh);
    for (const { pod, namespace, node } of pods) {
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
        return { page: namespace, shape: TCP_SHAPE, labels: { ...labels, response_flags: "-", namespace, node, pod } };
      });
      countConnections(block, connections / pods.length, requestsPerSecond / pods.length);
    }
  }
}

/** Connections that find nobody: each is opened, and closed at once. */
export function recordLostTcp(
  { source, way, requestsPerSecond }: LostTraffic,
  mesh: CompiledMesh,
  spec: MeshSpec,
  registry: MetricRegistry,
): void {
  const pods = podsOf(source.spec, mesh);
  for (const { pod, namespace, node } of pods) {
    const block = registry.block(`${pod} tcp lost ${way.id}`, () => {
      const { host, protocol, flags } = way;
      const parties = {
        reporter: "source",
        source: source.spec,
        target: undefined,
        host,
        protocol,
        mtls: false,
      } as const;
      return {
        page: namespace,
        shape: TCP_SHAPE,
        labels: { ...istioLabels(parties, spec), response_flags: flags, namespace, node, pod },
      };
    });
    for (const line of [0, 1]) block.perSecond[line] = (block.perSecond[line] ?? 0) + requestsPerSecond / pods.length;
  }
}

/** `open`: connections kept open; `perSecond`: requests on them. */
export function countConnections(block: Block, open: number, perSecond: number): void {
  if ((block.values[0] ?? 0) === 0) block.values[0] = open;
  const turnover = perSecond > 0 ? open / CONNECTION_LIFE : 0;
  // A pool that needs other connections than it has gets them within a minute.
  const missing = (open - ((block.values[0] ?? 0) - (block.values[1] ?? 0))) / CONNECTION_LIFE;
  const opened = turnover + Math.max(0, missing);
  const closed = turnover + Math.max(0, -missing);
  const growth = [opened, closed, ANSWER_BYTES * perSecond, QUERY_BYTES * perSecond];
  for (const [line, rate] of growth.entries()) block.perSecond[line] = (block.perSecond[line] ?? 0) + rate;
}
