import type { EdgeId, Grain, NodeId, NodeKind, Protocol, RollupId, TopologyProblem } from "@fyr/contract";

/** The only maker of node ids. Parts may hold any text; the separators in them are written as percent codes. */
export function nodeIdOf(kind: NodeKind, ...parts: readonly string[]): NodeId {
  let id: string = kind;
  for (const part of parts) id += `/${escapePart(part)}`;
  return id as NodeId;
}

/** The only maker of edge ids. */
export function edgeIdOf(source: NodeId, target: NodeId, protocol: Protocol): EdgeId {
  return `${source}>${target}:${protocol}` as EdgeId;
}

/** The two of these nodes an edge was made of: all that is left to name it by once it is gone from the picture. */
export function endsOfEdge<Node extends { readonly id: NodeId }>(
  id: string,
  nodes: readonly Node[],
): { readonly source: Node; readonly target: Node } | undefined {
  const source = nodes.find((node) => id.startsWith(`${node.id}>`));
  if (source === undefined) return undefined;
  const isTarget = (node: Node) => protocols.some((protocol) => edgeIdOf(source.id, node.id, protocol) === id);
  const target = nodes.find(isTarget);
  return target && { source, target };
}

/** The last part of a node's id: all that is left to call it by where no picture has it any more. */
export function nameInId(id: string): string {
  return (id.split("/").at(-1) ?? id).replace(/%(25|2f|3e|3a)/gi, decodeURIComponent);
}

/** The two node ids in an edge's id; nothing where it is none. */
export function endIdsOf(id: string): { readonly source: string; readonly target: string } | undefined {
  const [, source, target] = /^([^>]+)>(.+):[a-z]+$/s.exec(id) ?? [];
  return source === undefined || target === undefined ? undefined : { source, target };
}

/** The only maker of rollup ids: of the edge or node that has this id at this grain. */
export function rollupIdOf(grain: Grain, id: EdgeId | NodeId, serviceNodes = false): RollupId {
  return `${grain}${serviceNodes ? "+services" : ""}:${id}` as RollupId;
}

/** The only maker of problem ids. */
export function problemIdOf(kind: TopologyProblem["kind"], subject: TopologyProblem["subject"]): string {
  return `${kind}:${subject.type}:${subject.id}`;
}

/** Order of ids everywhere: by UTF-16 code unit, the same on every machine. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

const protocols: readonly Protocol[] = ["http", "grpc", "tcp"];

function escapePart(part: string): string {
  return /[%/>:]/.test(part) ? part.replace(/[%/>:]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`) : part;
}
