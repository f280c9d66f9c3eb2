import Type, { type Static } from "typebox";
import { EdgeIdSchema, NodeIdSchema } from "./ids.ts";
import { Count, Instant, Milliseconds, PerSecond, Ratio, Words } from "./units.ts";

/** What a problem is measured by. Ratios 0..1, ms, req/s, new connections/s. */
export const ProblemNumbersSchema = Type.Object({
  requestsPerSecond: Type.Optional(PerSecond),
  errorRatio: Type.Optional(Ratio),
  clientErrorRatio: Type.Optional(Ratio),
  connectionsPerSecond: Type.Optional(PerSecond),
  failedConnectionRatio: Type.Optional(Ratio),
  p95Ms: Type.Optional(Milliseconds),
  p99Ms: Type.Optional(Milliseconds),
  podsReady: Type.Optional(Count),
  podsTotal: Type.Optional(Count),
});
export type ProblemNumbers = Static<typeof ProblemNumbersSchema>;

/** Something a person should know, worst first in its list. Words are made in the browser. */
export const TopologyProblemSchema = Type.Object({
  /** The same problem keeps its id from one look to the next. */
  id: Type.String(),
  subject: Type.Union([
    Type.Object({ type: Type.Literal("edge"), id: EdgeIdSchema }),
    Type.Object({ type: Type.Literal("node"), id: NodeIdSchema }),
  ]),
  kind: Words(
    "server-errors",
    "client-errors",
    "failed-connections",
    "slow",
    "pods-not-ready",
    "plaintext",
    "not-in-mesh",
  ),
  /** `notice`: worth knowing, not wrong. */
  status: Words("failing", "degraded", "notice"),
  now: ProblemNumbersSchema,
  usual: Type.Optional(ProblemNumbersSchema),
  /** The first sample at which it was not well, as far as was looked back. */
  since: Type.Optional(Instant),
  /** Where `since` is not known: it has been so for at least this long. */
  lastingAtLeastSeconds: Type.Optional(Type.Number({ minimum: 0 })),
  /** Nodes that call into the subject, directly or not, with their own failing share. Most affected first. */
  callers: Type.Array(Type.Object({ id: NodeIdSchema, errorRatio: Type.Optional(Ratio) })),
});
export type TopologyProblem = Static<typeof TopologyProblemSchema>;
