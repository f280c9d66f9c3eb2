import { createHash } from "node:crypto";
import { createWriter, type Dialect, plainDialect } from "../../dialect.ts";
import { call, is, isNot, type Matcher, select } from "../../promql.ts";
import {
  bucketCounter,
  connectionCounters,
  durationCounters,
  type EdgeCounter,
  edgeRates,
  messageCounters,
  requestCounter,
} from "../edge-counters.ts";
import { formQuery, formRecord } from "../form-query.ts";

/** What each recorded rate looks back on. */
export const recordedWindowSeconds = 60;

export interface RecordingRule {
  readonly record: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly expr: string;
}

/** Rules that are evaluated one after the other. Groups are evaluated side by side. */
export interface RuleGroup {
  readonly name: string;
  readonly intervalSeconds: number;
  readonly rules: readonly RecordingRule[];
}

/**
 * Recorded by each group after all else, with what the reader must know of it: a group whose note is fresh has written
 * everything. Only where something is scraped: nothing is recorded before a history is filled in.
 */
export const noteMetric = "fyr:edge_rules";

export const noteLabels = { group: "group", version: "version", interval: "interval_seconds" } as const;

/** Buckets are most of all series: two groups read them side by side. */
const told = {
  durations_source: [is("reporter", "source")],
  durations_others: [isNot("reporter", "source")],
} as const;

const timed: readonly EdgeCounter[] = [...durationCounters, bucketCounter];

const recordedCounters: Readonly<Record<string, readonly EdgeCounter[]>> = {
  requests: [requestCounter],
  connections: connectionCounters,
  messages: messageCounters,
  // Of one evaluation, so that buckets hold as many requests as were counted.
  // The label says nothing new: promtool takes two rules alike in name and labels for one written twice.
  durations_source: timed.map((counter) =>
    only({ ...counter, marks: { ...counter.marks, reporter: "source" } }, "durations_source"),
  ),
  durations_others: timed.map((counter) => only(counter, "durations_others")),
};

/** Groups without which nothing that is recorded is read. */
export const groupNames = Object.keys(recordedCounters);

/** It changes when proxies are rolled out, and costs about half of what buckets do. */
const formEverySeconds = 60;

/** The name under which the rates of one of Istio's metrics are recorded. */
export function recordedName(metric: string): string {
  return `fyr:edge_${metric.replace(/^istio_|_total$/g, "")}:rate1m`;
}

/** The groups that record a metric, with what tells their series apart. None where it is not recorded. */
export function groupsOf(metric: string): readonly { readonly group: string; readonly matchers: readonly Matcher[] }[] {
  return Object.entries(recordedCounters).flatMap(([group, counters]) =>
    counters.some((counter) => counter.metric === metric) ? [{ group, matchers: toldOf(group) }] : [],
  );
}

function toldOf(group: string): readonly Matcher[] {
  return new Map<string, readonly Matcher[]>(Object.entries(told)).get(group) ?? [];
}

/** Tells whether series were recorded by the very rules this code would read: it changes with any of them. */
export const rulesVersion = createHash("sha256")
  .update(JSON.stringify(dataRules(plainDialect)))
  .digest("hex")
  .slice(0, 8);

/**
 * The rules, for Prometheus to evaluate every so many seconds. What they record carries the labels that tell this mesh
 * from others.
 */
export function recordingRules(intervalSeconds: number, dialect: Dialect = plainDialect): RuleGroup[] {
  return dataRules(dialect).map(({ name, rules, leastSeconds = 0 }) => {
    const own = Math.max(intervalSeconds, leastSeconds);
    return { name: `fyr_edge_${name}`, intervalSeconds: own, rules: [...rules, noteOf(name, own, dialect)] };
  });
}

interface DataRules extends Pick<RuleGroup, "name" | "rules"> {
  /** Between two evaluations. */
  readonly leastSeconds?: number;
}

function dataRules(dialect: Dialect): DataRules[] {
  const written = createWriter(dialect);
  const labels = ownLabels(dialect);
  const groups = Object.entries(recordedCounters).map(([name, counters]) => ({
    name,
    rules: counters.map((counter) => ({
      record: recordedName(counter.metric),
      labels: { ...counter.marks, ...labels },
      expr: written(edgeRates(counter, recordedWindowSeconds)),
    })),
  }));
  const form = { record: formRecord, labels, expr: written(formQuery) };
  return [...groups, { name: "form", leastSeconds: formEverySeconds, rules: [form] }];
}

function noteOf(group: string, intervalSeconds: number, dialect: Dialect): RecordingRule {
  return {
    record: noteMetric,
    labels: {
      [noteLabels.group]: group,
      [noteLabels.version]: rulesVersion,
      [noteLabels.interval]: String(intervalSeconds),
      ...ownLabels(dialect),
    },
    expr: createWriter(dialect)(call("group", select("up"))),
  };
}

/** Sums lose the labels of what was added up. */
function ownLabels({ matchers }: Dialect): Record<string, string> {
  return Object.fromEntries(
    matchers.flatMap(({ label, operator, value }) => (operator === "=" ? [[label, value]] : [])),
  );
}

function only(counter: EdgeCounter, group: keyof typeof told): EdgeCounter {
  return { ...counter, selections: counter.selections.map((matchers) => [...matchers, ...told[group]]) };
}
