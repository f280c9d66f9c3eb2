import Type, { type Static } from "typebox";
import { HealthSchema } from "./health.ts";
import { EdgeIdSchema, NodeIdSchema } from "./ids.ts";
import { LatencySchema } from "./latency.ts";
import { RouteRefSchema } from "./route-ref.ts";
import { BothWaysPerSecond, PerSecond, Ratio, Words } from "./units.ts";

export const ProtocolSchema = Words("http", "grpc", "tcp");
export type Protocol = Static<typeof ProtocolSchema>;

/** Whose proxy counted: the caller's, the callee's, or a waypoint between them. */
export const ReporterSchema = Words("source", "waypoint", "destination");
export type Reporter = Static<typeof ReporterSchema>;

/** One kind of answer on an edge. `code` is the HTTP status as a string, "0" for no answer, "-" for TCP. */
export const ResponseSchema = Type.Object({
  code: Type.String(),
  grpcStatus: Type.Optional(Type.String()),
  /** Envoy's response flags, comma separated; absent when there are none. */
  flags: Type.Optional(Type.String()),
  perSecond: PerSecond,
});
export type Response = Static<typeof ResponseSchema>;

/** What was asked for, where the proxies are told to name it (`request_operation`). The edge's inspector lists them. */
export const OperationSchema = Type.Object({
  name: Type.String(),
  requestsPerSecond: PerSecond,
  errorRatio: Type.Optional(Ratio),
});
export type Operation = Static<typeof OperationSchema>;

export const DestinationServiceSchema = Type.Object({
  namespace: Type.Optional(Type.String()),
  name: Type.String(),
  host: Type.Optional(Type.String()),
  requestsPerSecond: Type.Optional(PerSecond),
  /** No service of Kubernetes, though it is named like one. */
  outside: Type.Optional(Type.Literal(true)),
});
export type DestinationService = Static<typeof DestinationServiceSchema>;

/**
 * `l4Only`: a ztunnel alone has seen this traffic, so there are no requests to count or time; a waypoint would tell.
 * The map and the inspector say so. `reopened`: connections broke, as in a rollout, and as many bytes go as usual: nobody
 * is without one. The inspector says so.
 */
export const EdgeFlagSchema = Words("plaintext", "partlyPlaintext", "outsideScope", "l4Only", "reopened");
export type EdgeFlag = Static<typeof EdgeFlagSchema>;

/** Traffic of one protocol between two nodes over one window, all numbers from one reporter. Absent is not measured. */
export const TopologyEdgeSchema = Type.Object({
  id: EdgeIdSchema,
  source: NodeIdSchema,
  target: NodeIdSchema,
  protocol: ProtocolSchema,
  reporter: ReporterSchema,
  requestsPerSecond: Type.Optional(PerSecond),
  /** 5xx, no answer (code 0 without flag DC), gRPC 2 4 8 10 12 13 14 15. */
  errorRatio: Type.Optional(Ratio),
  /** 4xx and the other non-zero gRPC statuses. */
  clientErrorRatio: Type.Optional(Ratio),
  /** Most frequent first. */
  responses: Type.Array(ResponseSchema),
  latencyMs: Type.Optional(LatencySchema),
  bytesPerSecond: Type.Optional(BothWaysPerSecond),
  connectionsPerSecond: Type.Optional(PerSecond),
  /** Of TCP connections, those that were not made, were denied or broke; not those that broke and were opened again. */
  failedConnectionRatio: Type.Optional(Ratio),
  messagesPerSecond: Type.Optional(BothWaysPerSecond),
  /** Share of the traffic under mutual TLS. Only the callee's side knows. */
  mtlsRatio: Type.Optional(Ratio),
  destinationServices: Type.Array(DestinationServiceSchema),
  /** Most frequent first, at most 20. */
  operations: Type.Optional(Type.Array(OperationSchema)),
  /** Routes that steer this edge. */
  routeRefs: Type.Array(RouteRefSchema),
  health: HealthSchema,
  flags: Type.Array(EdgeFlagSchema),
});
export type TopologyEdge = Static<typeof TopologyEdgeSchema>;
