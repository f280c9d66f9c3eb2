import type {
  CallTree,
  CallTreeQuery,
  DifferenceQuery,
  Differences,
  Exemplars,
  ExemplarsQuery,
  Heatmap,
  HeatmapQuery,
  Investigation,
  InvestigationQuery,
  Logs,
  LogsQuery,
  MeasuredPods,
  PodsQuery,
  Timeline,
  TimelineQuery,
  Trace,
  TraceQuery,
  Traces,
  TracesQuery,
} from "@fyr/contract";
import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./client.ts";
import { ifCluster, paceOf } from "./queries.ts";

const forEver = Number.POSITIVE_INFINITY;
/** What takes many queries is asked for again at a calmer pace than the map. */
const investigateMs = 30_000;
/** A pod goes on writing. */
const logsMs = 10_000;

/** What is wrong, ranked. Live it is looked for anew every half minute. */
export const investigation = (query: InvestigationQuery) =>
  queryOptions({
    queryKey: ["investigation", query],
    queryFn: ({ signal }) => getJson<Investigation>("/investigation", query, signal),
    ...paceOf(query.at, investigateMs),
  });

/** What happened between two moments. */
export const timeline = (query: TimelineQuery) =>
  queryOptions({
    queryKey: ["timeline", query],
    queryFn: ({ signal }) => getJson<Timeline>("/timeline", query, signal),
    ...paceOf(query.to, investigateMs),
  });

/** Where the time goes from one node on. */
export const callTree = (query: CallTreeQuery) =>
  queryOptions({
    queryKey: ["call-tree", query],
    queryFn: ({ signal }) => getJson<CallTree>("/call-tree", query, signal),
    ...paceOf(query.at, investigateMs),
  });

/** Two moments held against each other. */
export const differences = (query: DifferenceQuery) =>
  queryOptions({
    queryKey: ["differences", query],
    queryFn: ({ signal }) => getJson<Differences>("/differences", query, signal),
    ...paceOf(query.at, investigateMs),
  });

/** How durations spread over time. */
export const heatmap = (query: HeatmapQuery) =>
  queryOptions({
    queryKey: ["heatmap", query],
    queryFn: ({ signal }) => getJson<Heatmap>("/heatmap", query, signal),
    ...paceOf(query.to, investigateMs),
  });

/** Single requests with their traces, to be marked in it. */
export const exemplars = (query: ExemplarsQuery) =>
  queryOptions({
    queryKey: ["exemplars", query],
    queryFn: ({ signal }) => getJson<Exemplars>("/exemplars", query, signal),
    ...paceOf(query.to, investigateMs),
  });

/** The pods of a workload beside each other. */
export const measuredPods = (query: PodsQuery) =>
  queryOptions({
    queryKey: ["pods", query],
    queryFn: ({ signal }) => getJson<MeasuredPods>("/pods", query, signal),
    ...paceOf(query.at, investigateMs),
  });

/** Lines of one container, read as the person. What a pod has written is gone with it. */
export const logs = (query: LogsQuery) =>
  queryOptions({
    queryKey: ["logs", query],
    queryFn: ({ client, signal }) => ifCluster(client, () => getJson<Logs>("/logs", query, signal)),
    staleTime: logsMs,
    retry: false,
  });

/** Traces of one edge or node. A search over minutes is not repeated by itself. */
export const traces = (query: TracesQuery) =>
  queryOptions({
    queryKey: ["traces", query],
    queryFn: ({ signal }) => getJson<Traces>("/traces", query, signal),
    staleTime: query.to === undefined ? investigateMs : forEver,
    retry: false,
  });

/** One trace, the calls of an edge or node marked. What was recorded late may still come in. */
export const trace = (traceId: string, query: TraceQuery) =>
  queryOptions({
    queryKey: ["trace", traceId, query],
    queryFn: ({ signal }) => getJson<Trace>(`/traces/${traceId}`, query, signal),
    staleTime: investigateMs,
    retry: false,
  });
