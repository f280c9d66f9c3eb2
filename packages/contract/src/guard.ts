import Type, { type Static } from "typebox";
import { ConfirmationSchema } from "./confirmation.ts";
import { ChangeIdSchema, GuardIdSchema, ShiftIdSchema } from "./ids.ts";
import { RouteRefSchema } from "./route-ref.ts";
import { DestinationSchema, RuleRefSchema, WeightSchema } from "./traffic-route.ts";
import { Count, Instant, Ratio, Words } from "./units.ts";

/** When weights go back. At least one limit; none is judged before `minRequests` were counted since the guard was armed. */
export const GuardLimitsSchema = Type.Object(
  {
    minSuccessRate: Type.Optional(Ratio),
    maxP99Ms: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 600_000 })),
    /** Worse than stable in the same time by more than this share (0.01 = a percentage point) … */
    successRateBelowStable: Type.Optional(Ratio),
    /** … or slower than stable by more than this factor. */
    p99TimesStable: Type.Optional(Type.Number({ minimum: 1, maximum: 100 })),
    minRequests: Type.Integer({ minimum: 10, maximum: 1_000_000 }),
  },
  { additionalProperties: false },
);
export type GuardLimits = Static<typeof GuardLimitsSchema>;

export const GuardRequestSchema = Type.Object(
  {
    minutes: Type.Number({ minimum: 0.25, maximum: 1440 }),
    limits: GuardLimitsSchema,
    /** The destination judged. */
    canary: DestinationSchema,
    /** What it is compared with; the other destination that gets most, if left out. */
    stable: Type.Optional(DestinationSchema),
  },
  { additionalProperties: false },
);
export type GuardRequest = Static<typeof GuardRequestSchema>;

/** Guards a change that was made already, while it is the last one of its rule. */
export const GuardArmRequestSchema = Type.Object(
  { change: ChangeIdSchema, ...GuardRequestSchema.properties },
  { additionalProperties: false },
);
export type GuardArmRequest = Static<typeof GuardArmRequestSchema>;

/** What was counted of one destination since the guard was armed. */
export const MeasuredSchema = Type.Object({
  requests: Type.Number({ minimum: 0 }),
  successRate: Type.Optional(Ratio),
  p99Ms: Type.Optional(Type.Number({ minimum: 0 })),
});
export type Measured = Static<typeof MeasuredSchema>;

export const GuardSchema = Type.Object({
  id: GuardIdSchema,
  route: RouteRefSchema,
  rule: RuleRefSchema,
  /** The change it was armed with. */
  change: ChangeIdSchema,
  by: Type.String(),
  armedAt: Instant,
  until: Instant,
  limits: GuardLimitsSchema,
  canary: DestinationSchema,
  stable: Type.Optional(DestinationSchema),
  /** The weights that come back. */
  restores: Type.Array(WeightSchema),
  state: Words("armed", "passed", "fired", "cancelled", "overtaken", "failed"),
  endedAt: Type.Optional(Instant),
  /** The limit that was broken, or the API server's word for what failed. */
  why: Type.Optional(Type.String()),
  latest: Type.Optional(Type.Object({ at: Instant, canary: MeasuredSchema, stable: Type.Optional(MeasuredSchema) })),
});
export type Guard = Static<typeof GuardSchema>;

/** What is armed, and the last that ended of every route; the newest first. */
export const GuardsSchema = Type.Object({ guards: Type.Array(GuardSchema) });
export type Guards = Static<typeof GuardsSchema>;

/** A stepped shift: weights that move by themselves while every step holds its guard. */
export const ShiftRequestSchema = Type.Object(
  {
    route: RouteRefSchema,
    rule: RuleRefSchema,
    resourceVersion: Type.String({ minLength: 1, maxLength: 64 }),
    canary: DestinationSchema,
    /** What it is compared with; the other destination that gets most, if left out. */
    stable: Type.Optional(DestinationSchema),
    /** The canary's share in percent, rising from more than now; the others share the rest as they share it now. */
    steps: Type.Array(
      Type.Object(
        {
          percent: Type.Integer({ minimum: 1, maximum: 100 }),
          minutes: Type.Number({ minimum: 0.25, maximum: 1440 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 20 },
    ),
    /** Judged anew at every step. A step also waits until enough requests were counted. */
    limits: GuardLimitsSchema,
    reason: Type.Optional(Type.String({ maxLength: 280 })),
    confirmed: Type.Optional(Type.Array(ConfirmationSchema, { maxItems: 8 })),
  },
  { additionalProperties: false },
);
export type ShiftRequest = Static<typeof ShiftRequestSchema>;

export const ShiftSchema = Type.Object({
  id: ShiftIdSchema,
  route: RouteRefSchema,
  rule: RuleRefSchema,
  canary: DestinationSchema,
  stable: Type.Optional(DestinationSchema),
  steps: ShiftRequestSchema.properties.steps,
  /** Place of the step that is on. */
  step: Count,
  limits: GuardLimitsSchema,
  by: Type.String(),
  reason: Type.Optional(Type.String()),
  startedAt: Instant,
  /** When the step that is on began: its requests count from here. */
  stepAt: Instant,
  /**
   * When the next step comes, or the end after the last; it comes later where too few requests were counted. Absent
   * while paused and after the end.
   */
  nextAt: Type.Optional(Instant),
  state: Words("running", "paused", "finished", "aborted", "overtaken", "failed"),
  endedAt: Type.Optional(Instant),
  why: Type.Optional(Type.String()),
  /** The weights it goes back to. */
  restores: Type.Array(WeightSchema),
  latest: GuardSchema.properties.latest,
});
export type Shift = Static<typeof ShiftSchema>;

/** What runs or is paused, and the last that ended of every route; the newest first. */
export const ShiftsSchema = Type.Object({ shifts: Type.Array(ShiftSchema) });
export type Shifts = Static<typeof ShiftsSchema>;
