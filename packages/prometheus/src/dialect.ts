import type { Engine } from "./engine.ts";
import { type Matcher, matches, type PromQl, plainWording, writeOut } from "./promql.ts";

/** How the series of a mesh are called and told apart where they are kept. Plain data. */
export interface Dialect {
  /** Who evaluates queries, where that is known beforehand; else the first answer tells. */
  readonly engine?: Engine;
  /** What every selector must match: labels that tell this mesh from others. */
  readonly matchers: readonly LabelMatcher[];
  /** What metrics are called there. Whole names come before patterns, long patterns before short ones. */
  readonly names: readonly Renaming[];
}

export interface LabelMatcher {
  readonly label: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** Of a metric, or with one `*` on both sides of all whose names fit. `_bucket`, `_sum` and `_count` follow. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** As Istio's proxies name them, with nobody else's series beside. */
export const plainDialect: Dialect = { matchers: [], names: [] };

/** Writes queries out for one place. */
export function createWriter({ matchers, names, engine = "prometheus" }: Dialect): (query: PromQl) => string {
  const also = matchers.map(({ label, operator, value }): Matcher => matches(label, operator, value));
  const wording = { nameOf: createNamer(names), also, rateOf: ratesOf[engine] };
  return (query) => writeOut(query, wording);
}

/**
 * VictoriaMetrics takes a rate between the first and the last sample it finds: the series of a pod that has gone, or
 * has just come, would count for the whole window, and every rollout double.
 */
const ratesOf: Readonly<Record<Engine, (samples: string, windowSeconds: string) => string>> = {
  prometheus: plainWording.rateOf,
  "victoria-metrics": (samples, seconds) => `(increase(${samples}) / ${seconds})`,
};

function createNamer(names: readonly Renaming[]): (metric: string) => string {
  const whole = new Map(names.filter(({ from }) => !from.includes("*")).map(({ from, to }) => [from, to]));
  const patterns = names
    .flatMap(({ from, to }) => {
      const [start = "", end] = from.split("*");
      return end === undefined ? [] : [{ start, end, to }];
    })
    .toSorted((a, b) => b.start.length + b.end.length - a.start.length - a.end.length);
  return (metric) => {
    const own = whole.get(metric) ?? histogramPart(metric, whole);
    if (own !== undefined) return own;
    const pattern = patterns.find(
      ({ start, end }) =>
        metric.length >= start.length + end.length && metric.startsWith(start) && metric.endsWith(end),
    );
    if (pattern === undefined) return metric;
    return pattern.to.replace("*", metric.slice(pattern.start.length, metric.length - pattern.end.length));
  };
}

/** `a_bucket` where `a` is called otherwise. */
function histogramPart(metric: string, whole: ReadonlyMap<string, string>): string | undefined {
  const part = /_(bucket|sum|count)$/.exec(metric)?.[0];
  const histogram = part && whole.get(metric.slice(0, -part.length));
  return histogram && histogram + part;
}
