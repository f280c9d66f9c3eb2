import Type, { type Static } from "typebox";
import { ResponseSchema } from "./edge.ts";
import { ChangeIdSchema } from "./ids.ts";
import { QuantilesSchema } from "./latency.ts";
import { RouteRefSchema } from "./route-ref.ts";
import { MomentSchema } from "./topology.ts";
import { DestinationSchema, RuleRefSchema } from "./traffic-route.ts";
import { Instant, Milliseconds, WholeSeconds, Words } from "./units.ts";

/** Which rule, and the span to compare its destinations over: since its last change until now, if left out. */
export const ComparisonQuerySchema = Type.Object(
  {
    ...RouteRefSchema.properties,
    ...RuleRefSchema.properties,
    from: Type.Optional(MomentSchema),
    to: Type.Optional(MomentSchema),
  },
  { additionalProperties: false },
);
export type ComparisonQuery = Static<typeof ComparisonQuerySchema>;

/** Not whole numbers: scrapes seldom fall on the ends of a span. */
const Counted = Type.Number({ minimum: 0 });
const { code, grpcStatus, flags } = ResponseSchema.properties;

/** Requests of a span by how they ended. */
export const CountedRequestsSchema = Type.Object({
  requests: Counted,
  /** Server failures. */
  failed: Counted,
  latencyMs: Type.Optional(QuantilesSchema),
  /** Most requests first. */
  responses: Type.Array(Type.Object({ code, grpcStatus, flags, requests: Counted })),
});
export type CountedRequests = Static<typeof CountedRequestsSchema>;

export const ComparedDestinationSchema = Type.Object({
  ...DestinationSchema.properties,
  since: CountedRequestsSchema,
  /** The hour before `from`; nothing where there was no traffic. */
  hourBefore: CountedRequestsSchema,
  /** Of each stretch of `stepSeconds` from `from` on. */
  stretches: Type.Array(
    Type.Object({
      requests: Counted,
      failed: Counted,
      /** Requests that were timed, and those of them slower than `slowAboveMs`. */
      timed: Type.Optional(Counted),
      slow: Type.Optional(Counted),
    }),
  ),
});
export type ComparedDestination = Static<typeof ComparedDestinationSchema>;

/** The destinations of a rule side by side. Shown beside its weights, and for each change in the history. */
export const ComparisonSchema = Type.Object({
  from: Instant,
  to: Instant,
  /** The change it begins with. */
  change: Type.Optional(ChangeIdSchema),
  stepSeconds: WholeSeconds,
  /** A bound of the buckets that about 5 % of the stable destination's requests exceed; absent where none are timed. */
  slowAboveMs: Type.Optional(Milliseconds),
  destinations: Type.Array(ComparedDestinationSchema),
  /**
   * Why there is nothing to compare: nobody counts how connections end, destinations share workloads, or one of them lies
   * where the caller may see no traffic.
   */
  unmeasured: Type.Optional(Words("not-requests", "not-told-apart", "not-visible")),
});
export type Comparison = Static<typeof ComparisonSchema>;
