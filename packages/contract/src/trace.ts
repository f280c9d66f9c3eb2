import Type, { type Static } from "typebox";
import { EdgeIdSchema, NodeIdSchema } from "./ids.ts";
import { MomentSchema } from "./topology.ts";
import { Count, Instant, Milliseconds, Words } from "./units.ts";

/** Exactly one of edge and node; a span of at most 24 hours. */
export const TracesQuerySchema = Type.Object(
  {
    edge: Type.Optional(EdgeIdSchema),
    node: Type.Optional(NodeIdSchema),
    /** Absent: fifteen minutes before `to`. */
    from: Type.Optional(MomentSchema),
    /** Absent: now. */
    to: Type.Optional(MomentSchema),
    kind: Type.Optional(Words("slow", "failing", "any")),
    /** Of `slow`: ms, what takes less is not looked for. The page takes the p95 of the edge. */
    minMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600_000 })),
  },
  { additionalProperties: false },
);
export type TracesQuery = Static<typeof TracesQuerySchema>;

export const FoundTraceSchema = Type.Object({
  traceId: Type.String(),
  at: Instant,
  /** Of the request it began with. */
  durationMs: Milliseconds,
  /** Of the call that was asked for. */
  callMs: Type.Optional(Milliseconds),
  /** Where it begins: service and operation. Absent where that may not be seen. */
  root: Type.Optional(Type.String()),
  /** Absent where the search does not tell. */
  spans: Type.Optional(Count),
  /** The call that was asked for failed, or the whole. */
  failed: Type.Boolean(),
});
export type FoundTrace = Static<typeof FoundTraceSchema>;

export const TracesSchema = Type.Object({
  backend: Words("jaeger", "tempo"),
  /** Slowest first. */
  traces: Type.Array(FoundTraceSchema),
  /** The same search in the tracing system's own pages. */
  link: Type.Optional(Type.String()),
});
export type Traces = Static<typeof TracesSchema>;

export const SpanSchema = Type.Object({
  spanId: Type.String(),
  /** Of a call over the edge, or into the node, that was asked for: where its caller waits and where it is answered. */
  isOfCall: Type.Optional(Type.Literal(true)),
  /** Index in `spans` of the span it belongs to. */
  parent: Type.Optional(Count),
  service: Type.String(),
  name: Type.String(),
  /** Ms after the start of the trace. */
  startMs: Type.Number(),
  durationMs: Milliseconds,
  failed: Type.Boolean(),
  tags: Type.Array(Type.Object({ key: Type.String(), value: Type.String() })),
});
export type Span = Static<typeof SpanSchema>;

/** Whose calls are marked in a trace: at most one of edge and node. */
export const TraceQuerySchema = Type.Object(
  {
    edge: Type.Optional(EdgeIdSchema),
    node: Type.Optional(NodeIdSchema),
    /** The moment at which it is looked up. Absent: now. */
    at: Type.Optional(MomentSchema),
  },
  { additionalProperties: false },
);
export type TraceQuery = Static<typeof TraceQuerySchema>;

/** Shown as a waterfall. */
export const TraceSchema = Type.Object({
  traceId: Type.String(),
  at: Instant,
  durationMs: Milliseconds,
  /** A parent stands before its children. */
  spans: Type.Array(SpanSchema),
  /** Why no span is marked though an edge or node was named, in a sentence; absent where its calls are known. */
  notMarked: Type.Optional(Type.String()),
  link: Type.Optional(Type.String()),
});
export type Trace = Static<typeof TraceSchema>;
