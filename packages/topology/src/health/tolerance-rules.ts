import { codePattern } from "./code-pattern.ts";
import {
  defaultMinimumFailedRequests,
  defaultMinimumRequests,
  fyrPreset,
  type HealthPreset,
  tolerancesOfPreset,
} from "./presets.ts";
import {
  classTolerance,
  type LatencyTolerance,
  patternTolerance,
  type RateTolerance,
  type SubjectTolerances,
} from "./tolerances.ts";

/** A tolerance for a share of answers, as people write it. */
export interface RateRule {
  /** `server-errors`, `client-errors`, or a pattern: `5XX`, `404|429`, `-` for no answer. X is any digit. */
  readonly codes: string;
  /** Pattern of `http` and `grpc`; absent: both. */
  readonly protocol?: string;
  /** Pattern of `inbound` and `outbound`, seen from the workload; absent: both. */
  readonly direction?: string;
  readonly degradedPercent: number;
  readonly failingPercent: number;
  readonly minimumFailedRequests?: number;
}

export interface LatencyRule {
  readonly quantile: "p95" | "p99";
  readonly degradedOverMs?: number;
  readonly failingOverMs?: number;
  readonly degradedTimesUsual?: number;
  readonly atLeastMsAboveUsual?: number;
  readonly minimumRequests?: number;
}

/** For whom it is: patterns that match the whole name, absent is everybody. What is left out is left to the next rule. */
export interface HealthRule {
  readonly namespace?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly rates?: readonly RateRule[];
  readonly latencies?: readonly LatencyRule[];
}

/** Under what names a subject is known: a workload also by its app and its services. */
export interface ToleranceSubject {
  readonly namespace: string;
  readonly names: readonly { readonly kind: string; readonly name: string }[];
}

export interface Tolerances {
  /** Not everybody is judged by the same. */
  readonly hasRules: boolean;
  of(subject: ToleranceSubject): SubjectTolerances;
}

/** The first rule that matches and speaks of rates decides on rates, likewise on latencies; else the preset does. */
export function createTolerances(preset: HealthPreset = "fyr", rules: readonly HealthRule[] = []): Tolerances {
  const otherwise = tolerancesOfPreset[preset];
  const compiled = rules.map(compileRule);
  return {
    hasRules: rules.length > 0,
    of: (subject) => {
      const matching = compiled.filter((rule) => rule.matches(subject));
      const rates = matching.find((rule) => rule.rates !== undefined)?.rates;
      const latencies = matching.find((rule) => rule.latencies !== undefined)?.latencies;
      if (rates === undefined && latencies === undefined) return otherwise;
      return {
        ...otherwise,
        ...(rates === undefined ? {} : { rates, ratesFrom: "config" }),
        ...(latencies === undefined ? {} : { latencies, latenciesFrom: "config" }),
      };
    },
  };
}

interface CompiledRule {
  matches(subject: ToleranceSubject): boolean;
  readonly rates: readonly RateTolerance[] | undefined;
  readonly latencies: readonly LatencyTolerance[] | undefined;
}

function compileRule(rule: HealthRule): CompiledRule {
  const namespace = wholeName(rule.namespace);
  const kind = wholeName(rule.kind);
  const name = wholeName(rule.name);
  return {
    matches: (subject) =>
      namespace.test(subject.namespace) &&
      subject.names.some((known) => kind.test(known.kind) && name.test(known.name)),
    rates: rule.rates?.map(rateToleranceOf),
    latencies: rule.latencies?.map(latencyToleranceOf),
  };
}

function wholeName(pattern = ".*"): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}

function rateToleranceOf(rule: RateRule): RateTolerance {
  const bounds = {
    degraded: rule.degradedPercent / 100,
    failing: rule.failingPercent / 100,
    minimumFailedRequests: rule.minimumFailedRequests ?? defaultMinimumFailedRequests,
  };
  const key = JSON.stringify(rule);
  const protocol = rule.protocol === undefined ? undefined : wholeName(rule.protocol);
  const direction = rule.direction === undefined ? undefined : wholeName(rule.direction);
  const named = answerClasses.get(rule.codes);
  const base =
    named === undefined
      ? patternTolerance({ key, codes: codePattern(rule.codes), written: rule.codes, ...bounds })
      : classTolerance(named, bounds);
  return {
    ...base,
    key,
    appliesTo: (of) => protocol === undefined || protocol.test(of),
    appliesOn: (side) => direction === undefined || direction.test(side),
  };
}

const answerClasses: ReadonlyMap<string, "server-error" | "client-error"> = new Map([
  ["server-errors", "server-error"],
  ["client-errors", "client-error"],
]);

function latencyToleranceOf(rule: LatencyRule): LatencyTolerance {
  const { quantile, degradedOverMs, failingOverMs, degradedTimesUsual, atLeastMsAboveUsual = 0 } = rule;
  return {
    key: JSON.stringify(rule),
    quantile,
    ...(degradedOverMs === undefined ? {} : { degradedOverMs }),
    ...(failingOverMs === undefined ? {} : { failingOverMs }),
    ...(degradedTimesUsual === undefined
      ? {}
      : { aboveUsual: { factor: degradedTimesUsual, byMs: atLeastMsAboveUsual } }),
    minimumRequests: rule.minimumRequests ?? defaultMinimumRequests,
  };
}

/** What everybody is judged by without settings. */
export const defaultTolerances: Tolerances = { hasRules: false, of: () => fyrPreset };
