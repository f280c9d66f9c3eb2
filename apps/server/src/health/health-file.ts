import Type from "typebox";

const strict = { additionalProperties: false } as const;
const Percent = Type.Number({ minimum: 0, maximum: 100 });
const Pattern = Type.String({ minLength: 1, maxLength: 200 });
const Milliseconds = Type.Number({ minimum: 1 });

const RateRuleSchema = Type.Object(
  {
    codes: Pattern,
    protocol: Type.Optional(Pattern),
    direction: Type.Optional(Pattern),
    degradedPercent: Percent,
    failingPercent: Percent,
    minimumFailedRequests: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  strict,
);

const LatencyRuleSchema = Type.Object(
  {
    quantile: Type.Enum(["p95", "p99"]),
    degradedOverMs: Type.Optional(Milliseconds),
    failingOverMs: Type.Optional(Milliseconds),
    degradedTimesUsual: Type.Optional(Type.Number({ minimum: 1 })),
    atLeastMsAboveUsual: Type.Optional(Type.Number({ minimum: 0 })),
    minimumRequests: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  strict,
);

/** What --health-config names. docs/health.md explains it. */
export const HealthFileSchema = Type.Object(
  {
    rules: Type.Array(
      Type.Object(
        {
          namespace: Type.Optional(Pattern),
          kind: Type.Optional(Pattern),
          name: Type.Optional(Pattern),
          rates: Type.Optional(Type.Array(RateRuleSchema)),
          latencies: Type.Optional(Type.Array(LatencyRuleSchema)),
        },
        strict,
      ),
    ),
  },
  strict,
);
