import type { Labels } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import {
  atLeast,
  earlier,
  either,
  is,
  isNot,
  marked,
  maxBy,
  moreThan,
  quotient,
  rate,
  select,
  sumBy,
} from "../promql.ts";
import { metricMark } from "./labels.ts";
import { countedMoments, lastingSpans, notYetKnown, startedMoments } from "./lasting-spans.ts";
import type { SeriesRange } from "./series-subject.ts";
import { type StealSpan, stealSpan } from "./steal-span.ts";

/** A container that began again, or was killed for its memory. Unix seconds. */
export interface ContainerHappening {
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
  readonly at: number;
}

export interface AlertSpan {
  /** As it fired, `alertname` among them. */
  readonly labels: Labels;
  readonly from: number;
  /** Absent: it still fires at the end of the range. */
  readonly until?: number;
}

/** What happened to hosts, containers and alerts, as far as it is scraped. */
export interface Happenings {
  readonly steal: readonly StealSpan[];
  readonly restarts: readonly ContainerHappening[];
  readonly oomKills: readonly ContainerHappening[];
  readonly alerts: readonly AlertSpan[];
}

/** A host that loses less of its CPU is as busy as hosts are. */
const leastSteal = 0.05;

/** All of it in one range query, which answers with what happened alone: nothing of hosts and pods that are well. */
export async function readHappenings(
  client: PrometheusClient,
  range: SeriesRange,
  signal?: AbortSignal,
): Promise<Happenings> {
  const { rows } = await client.queryRange(happeningsQuery(range), range, signal);
  const byMark = Map.groupBy(rows, ({ metric }) => metric[metricMark]);
  const of = (mark: Mark) => byMark.get(mark) ?? [];
  const starts = of("started").flatMap((row) => startedMoments(row.values).map((at) => happening(row.metric, at)));
  const counts = (mark: Mark) =>
    of(mark).flatMap((row) => countedMoments(row.values, range).map((at) => happening(row.metric, at)));
  return {
    steal: of("steal").flatMap(({ metric, values }) =>
      lastingSpans(values, range).map((span) => stealSpan(hostOf(metric), span, range)),
    ),
    restarts: [...starts, ...notYetKnown(starts, counts("restarted"), 2 * range.stepSeconds + 60)],
    oomKills: counts("oom"),
    alerts: of("alert").flatMap(({ metric, values }) =>
      lastingSpans(values, range).map(({ points, isOpen }): AlertSpan => {
        const [from = 0, until = 0] = [points[0]?.[0], points.at(-1)?.[0]];
        return { labels: labelsOf(metric), from, ...(!isOpen && { until }) };
      }),
    ),
  };
}

type Mark = "steal" | "started" | "restarted" | "oom" | "alert";
const byContainer = ["namespace", "pod", "container"];
const ownContainers = [isNot("container", ""), isNot("container", "POD"), isNot("pod", "")];

function happeningsQuery({ stepSeconds, windowSeconds }: SeriesRange) {
  const cpu = (mode?: string) =>
    sumBy(
      ["node", "instance"],
      rate(select("node_cpu_seconds_total", mode === undefined ? [] : [is("mode", mode)]), windowSeconds),
    );
  // Long enough that what came between two steps is seen at one of them.
  const before = Math.max(stepSeconds, windowSeconds);
  const risen = (metric: string, matchers: typeof ownContainers) => {
    const counter = select(metric, matchers);
    return moreThan(maxBy(byContainer, counter), maxBy(byContainer, earlier(counter, before)));
  };
  const parts: Readonly<Record<Mark, ReturnType<typeof cpu>>> = {
    steal: atLeast(quotient(cpu("steal"), cpu()), leastSteal),
    started: risen("container_start_time_seconds", ownContainers),
    restarted: risen("kube_pod_container_status_restarts_total", []),
    oom: risen("container_oom_events_total", [isNot("pod", "")]),
    alert: select("ALERTS", [is("alertstate", "firing")]),
  };
  return either(...Object.entries(parts).map(([mark, part]) => marked(part, metricMark, mark)));
}

function happening({ namespace = "", pod = "", container = "" }: Labels, at: number): ContainerHappening {
  return { namespace, pod, at, ...(container !== "" && { container }) };
}

/** node_exporter tells its address, unless scraping was told to put the node's name beside it. */
function hostOf({ node = "", instance = "" }: Labels): string {
  return node === "" ? instance.replace(/:\d+$/, "") : node;
}

function labelsOf({ [metricMark]: _, __name__: _name, alertstate: _state, ...labels }: Labels): Labels {
  return labels;
}
