import { hasFailed, type RawSpan } from "./raw-span.ts";
import type { CallsOf, WantedService } from "./tracing.ts";

/** One call of those that are wanted: as long as its caller waited, where the caller's proxy has told. */
export interface FoundCall {
  readonly ms: number;
  readonly failed: boolean;
  /** The spans that tell of it. */
  readonly spanIds: readonly string[];
}

/** Calls of the wanted edge (or into the wanted node) among the spans of one trace. */
export function callsIn(spans: readonly RawSpan[], { caller, callee, host }: CallsOf): FoundCall[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const parentOf = ({ parentId }: RawSpan) => (parentId === undefined ? undefined : byId.get(parentId));
  const answered = new Set(spans.map(({ parentId }) => parentId));
  return spans.flatMap((span): FoundCall[] => {
    const parent = parentOf(span);
    if (caller !== undefined && host !== undefined && !answered.has(span.spanId)) {
      // Outside the mesh nobody tells of being called, nor does who was not reached.
      const isSent = isOf(span, caller) && goesTo(span, host, callee?.version);
      if (isSent) return [callOf(span, span)];
    }
    if (callee === undefined) return [];
    // Of spans of one service below each other the first is the proxy's.
    if (!isOf(span, callee) || (parent !== undefined && parent.service === span.service)) return [];
    if (caller !== undefined && (parent === undefined || !isOf(parent, caller))) return [];
    return [callOf(span, parent !== undefined && caller !== undefined ? parent : span)];
  });
}

function callOf(span: RawSpan, waited: RawSpan): FoundCall {
  return {
    ms: waited.durationUs / 1000,
    failed: hasFailed(span) || hasFailed(waited),
    spanIds: [...new Set([waited.spanId, span.spanId])],
  };
}

function isOf({ service, tags }: RawSpan, wanted: WantedService | undefined): boolean {
  if (wanted === undefined) return true;
  if (!namesOf(wanted).includes(service)) return false;
  const version = tags["istio.canonical_revision"];
  return wanted.version === undefined || version === undefined || version === wanted.version;
}

/** `outbound|443||api.example.com`, `outbound|8080|v2|payment.payments.svc.cluster.local`: a subset is called as its version. */
function goesTo({ tags }: RawSpan, host: string, version: string | undefined): boolean {
  const cluster = tags["upstream_cluster.name"] ?? tags["upstream_cluster"];
  if (cluster === undefined) return tags["peer.hostname"] === host || tags["server.address"] === host;
  const [, , subset = "", called] = cluster.split("|");
  return called === host && (subset === "" || version === undefined || subset === version);
}

/** How a proxy may call itself, by how it is told to. */
export function namesOf({ app, namespace }: WantedService): readonly string[] {
  return [`${app}.${namespace}`, app];
}
