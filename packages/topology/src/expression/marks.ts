import type { NodeFlag, TopologyEdge, TopologyNode } from "@fyr/contract";

/** A word that is true or not by itself: `failing`, `!mtls`. Undefined where it cannot be told. */
export interface Mark {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly says: string;
  readonly node?: (node: TopologyNode) => boolean | undefined;
  readonly edge?: (edge: TopologyEdge) => boolean | undefined;
}

const verdicts = (["healthy", "degraded", "failing", "unknown"] as const).map(
  (status): Mark => ({
    name: status,
    aliases: [],
    says: status === "unknown" ? "nothing can be said of its health" : `judged ${status}`,
    node: ({ health }) => health.status === status,
    edge: ({ health }) => health.status === status,
  }),
);

const protocols = (["http", "grpc", "tcp"] as const).map(
  (protocol): Mark => ({
    name: protocol,
    aliases: [],
    says: `speaks ${protocol}`,
    edge: (edge) => edge.protocol === protocol,
  }),
);

const kinds = (
  [
    ["gateway", [], "is a gateway"],
    ["waypoint", [], "is a waypoint"],
    ["external", ["outside"], "lies outside the mesh"],
    ["serviceEntry", [], "is a service entry"],
  ] as const
).map(
  ([kind, aliases, says]): Mark => ({
    name: kind,
    aliases,
    says,
    node: (node) => (node.standsFor ?? node.kind) === kind,
  }),
);

const flagged: readonly Mark[] = [
  markOf("noSidecar", ["outOfMesh"], "has no proxy", "noSidecar"),
  markOf("idle", ["noTraffic", "dead"], "carries no traffic", "noTraffic"),
  markOf("split", ["trafficSplit", "trafficShifting"], "a route splits its traffic", "trafficSplit"),
  markOf("circuitBreaker", ["cb"], "a circuit breaker guards it", "circuitBreaker"),
  markOf("fault", ["faultInjection"], "a route injects faults", "faultInjection"),
];

const secured: readonly Mark[] = [
  {
    name: "mtls",
    aliases: [],
    says: "all its traffic is under mutual TLS",
    edge: ({ mtlsRatio }) => (mtlsRatio === undefined ? undefined : mtlsRatio === 1),
  },
  {
    name: "plaintext",
    aliases: [],
    says: "some of its traffic is not encrypted",
    node: ({ flags }) => flags.includes("plaintext"),
    edge: ({ flags }) => flags.includes("plaintext") || flags.includes("partlyPlaintext"),
  },
  {
    name: "l4Only",
    aliases: [],
    says: "only a ztunnel saw its traffic",
    node: ({ flags }) => flags.includes("l4Only"),
    edge: ({ flags }) => flags.includes("l4Only"),
  },
];

/** Everything that is true or not by itself. */
export const marks: readonly Mark[] = [...verdicts, ...protocols, ...kinds, ...flagged, ...secured];

const byName = new Map(
  marks.flatMap((mark) => [mark.name, ...mark.aliases].map((name) => [name.toLowerCase(), mark] as const)),
);

/** Names and aliases are known in any case. */
export function markNamed(name: string): Mark | undefined {
  return byName.get(name.toLowerCase());
}

function markOf(name: string, aliases: readonly string[], says: string, flag: NodeFlag): Mark {
  return { name, aliases, says, node: ({ flags }) => flags.includes(flag) };
}
