import type { NodeTraffic, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { nodeInWords, protocolWords } from "../../ui/node-name.ts";
import { type CsvColumn, csv } from "./csv.ts";

/** What a table of a picture is of. */
export type CsvKind = "edges" | "workloads";

type Picture = Pick<Topology, "at" | "windowSeconds" | "nodes" | "edges">;

/** The edges of a picture, or its nodes, in their order. */
export function topologyCsv(picture: Picture, kind: CsvKind): string {
  return kind === "edges" ? edgesCsv(picture) : nodesCsv(picture);
}

interface EdgeRow {
  readonly edge: TopologyEdge;
  readonly source: TopologyNode | undefined;
  readonly target: TopologyNode | undefined;
}

function edgesCsv(picture: Picture): string {
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  const rows = picture.edges.map((edge) => ({ edge, source: nodes.get(edge.source), target: nodes.get(edge.target) }));
  return csv<EdgeRow>([...momentOf(picture), ...edgeColumns], rows);
}

function nodesCsv(picture: Picture): string {
  return csv<TopologyNode>([...momentOf(picture), ...nodeColumns], picture.nodes);
}

/** In every row, so that files of several moments can be put together. */
function momentOf({ at, windowSeconds }: Picture): CsvColumn<unknown>[] {
  return [
    { head: "moment", of: () => at },
    { head: "window (s)", of: () => windowSeconds },
  ];
}

const edgeColumns: readonly CsvColumn<EdgeRow>[] = [
  ...endColumns("from", ({ source }) => source),
  ...endColumns("to", ({ target }) => target),
  { head: "protocol", of: ({ edge }) => protocolWords[edge.protocol] },
  { head: "health", of: ({ edge }) => edge.health.status },
  { head: "seen by", of: ({ edge }) => reporters[edge.reporter] },
  ...trafficColumns<EdgeRow>("", ({ edge }) => edge),
  { head: "mean (ms)", of: ({ edge }) => edge.latencyMs?.mean },
  { head: "bytes to callee (B/s)", of: ({ edge }) => edge.bytesPerSecond?.toTarget },
  { head: "bytes to caller (B/s)", of: ({ edge }) => edge.bytesPerSecond?.toSource },
  { head: "new connections (1/s)", of: ({ edge }) => edge.connectionsPerSecond },
  { head: "failed connections (ratio)", of: ({ edge }) => edge.failedConnectionRatio },
  { head: "messages to callee (1/s)", of: ({ edge }) => edge.messagesPerSecond?.toTarget },
  { head: "messages to caller (1/s)", of: ({ edge }) => edge.messagesPerSecond?.toSource },
  { head: "mTLS (ratio)", of: ({ edge }) => edge.mtlsRatio },
  { head: "flags", of: ({ edge }) => edge.flags.join(" ") },
  { head: "id", of: ({ edge }) => edge.id },
];

const reporters = { source: "caller", waypoint: "waypoint", destination: "callee" } as const;

const nodeColumns: readonly CsvColumn<TopologyNode>[] = [
  { head: "name", of: nodeInWords },
  { head: "namespace", of: ({ namespace }) => namespace },
  { head: "cluster", of: ({ cluster }) => cluster },
  { head: "kind", of: ({ kind }) => kind },
  { head: "health", of: ({ health }) => health.status },
  ...trafficColumns<TopologyNode>("in ", ({ inbound }) => inbound),
  ...trafficColumns<TopologyNode>("out ", ({ outbound }) => outbound),
  { head: "pods ready", of: ({ pods }) => pods?.ready },
  { head: "pods", of: ({ pods }) => pods?.total },
  { head: "in mesh", of: ({ inMesh }) => (inMesh === undefined ? undefined : inMesh ? "yes" : "no") },
  { head: "flags", of: ({ flags }) => flags.join(" ") },
  { head: "id", of: ({ id }) => id },
];

function endColumns(end: "from" | "to", of: (row: EdgeRow) => TopologyNode | undefined): CsvColumn<EdgeRow>[] {
  const nameOf = (node: TopologyNode | undefined) => (node === undefined ? undefined : nodeInWords(node));
  return [
    { head: end, of: (row) => nameOf(of(row)) },
    { head: `${end} namespace`, of: (row) => of(row)?.namespace },
    { head: `${end} cluster`, of: (row) => of(row)?.cluster },
  ];
}

type Traffic = Pick<NodeTraffic, "requestsPerSecond" | "errorRatio" | "clientErrorRatio" | "latencyMs">;

function trafficColumns<Row>(side: string, of: (row: Row) => Traffic): CsvColumn<Row>[] {
  return [
    { head: `${side}requests (1/s)`, of: (row) => of(row).requestsPerSecond },
    { head: `${side}errors (ratio)`, of: (row) => of(row).errorRatio },
    { head: `${side}refused (ratio)`, of: (row) => of(row).clientErrorRatio },
    { head: `${side}p50 (ms)`, of: (row) => of(row).latencyMs?.p50 },
    { head: `${side}p95 (ms)`, of: (row) => of(row).latencyMs?.p95 },
    { head: `${side}p99 (ms)`, of: (row) => of(row).latencyMs?.p99 },
  ];
}
