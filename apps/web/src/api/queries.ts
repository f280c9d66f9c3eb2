import type {
  CallTree,
  CallTreeQuery,
  Capabilities,
  ChangeId,
  Comparison,
  ComparisonQuery,
  Deletions,
  Details,
  DetailsQuery,
  DifferenceQuery,
  Differences,
  EditPlan,
  EditPlanRequest,
  EditRequest,
  Exemplars,
  ExemplarsQuery,
  Heatmap,
  HeatmapQuery,
  Investigation,
  InvestigationQuery,
  Logs,
  LogsQuery,
  Me,
  MeasuredPods,
  ObjectChange,
  ObjectChanges,
  ObjectRef,
  ObjectView,
  PodsQuery,
  Replay,
  ReplayQuery,
  RouteChange,
  RouteChangeRequest,
  RouteChanges,
  RouteChangesQuery,
  RoutePlan,
  RoutePlanRequest,
  Series,
  SeriesQuery,
  SignInRequest,
  Sparklines,
  SparklinesQuery,
  Timeline,
  TimelineQuery,
  Topology,
  TopologyQuery,
  Trace,
  TraceQuery,
  Traces,
  TracesQuery,
  TrafficRoutes,
  UnsplitServices,
} from "@fyr/contract";
import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import { getJson, postJson, sendDelete } from "./client.ts";

const forEver = Number.POSITIVE_INFINITY;
/** Live numbers are asked for again at the pace of the map. */
const liveMs = 10_000;
/** The server learns within a minute of tokens that were revoked. */
const identityMs = 60_000;
/** What takes many queries is asked for again at a calmer pace. */
const investigateMs = 30_000;
/** A point a minute is as much as they have. */
const sparklinesMs = 60_000;

/** One moment in the past. It never changes. */
export const topologyAt = (query: TopologyQuery & { readonly at: string }) =>
  queryOptions({
    queryKey: ["topology", query],
    queryFn: ({ signal }) => getJson<Topology>("/topology", query, signal),
    staleTime: forEver,
    placeholderData: keepPreviousData,
  });

/** A span of the past, to be played. Whoever asks for it holds it. */
export const replay = (query: ReplayQuery) =>
  queryOptions({
    queryKey: ["replay", query],
    queryFn: ({ signal }) => getJson<Replay>("/topology/replay", query, signal),
    staleTime: forEver,
    gcTime: 0,
  });

/** The whole mesh as of now, for what a scoped stream does not carry. */
export const topologyNow = queryOptions({
  queryKey: ["topology", "now"],
  queryFn: ({ signal }) => getJson<Topology>("/topology", {}, signal),
  staleTime: 30_000,
});

/** The last half hour of everybody at one grain, for small lines. */
export const sparklines = (query: SparklinesQuery) =>
  queryOptions({
    queryKey: ["sparklines", query],
    queryFn: ({ signal }) => getJson<Sparklines>("/sparklines", query, signal),
    ...(query.to === undefined
      ? { staleTime: sparklinesMs / 2, refetchInterval: sparklinesMs }
      : { staleTime: forEver }),
  });

/** One chart's numbers. Without `to` they end now and move on. */
export const series = (query: SeriesQuery) =>
  queryOptions({
    queryKey: ["series", query],
    queryFn: ({ signal }) => getJson<Series>("/series", query, signal),
    ...paceOf(query.to),
  });

/** What only an open inspector needs. `asOf`: the picture it stands beside, where it has to keep in step with that. */
export const details = (query: DetailsQuery, asOf?: string) =>
  queryOptions({
    queryKey: ["details", query, asOf],
    queryFn: ({ signal }) => getJson<Details>("/details", query, signal),
    ...paceOf(query.at),
  });

/** What is wrong, ranked. Live it is looked for anew every half minute. */
export const investigation = (query: InvestigationQuery) =>
  queryOptions({
    queryKey: ["investigation", query],
    queryFn: ({ signal }) => getJson<Investigation>("/investigation", query, signal),
    ...slowPaceOf(query.at),
  });

/** What happened between two moments. */
export const timeline = (query: TimelineQuery) =>
  queryOptions({
    queryKey: ["timeline", query],
    queryFn: ({ signal }) => getJson<Timeline>("/timeline", query, signal),
    ...slowPaceOf(query.to),
  });

/** Where the time goes from one node on. */
export const callTree = (query: CallTreeQuery) =>
  queryOptions({
    queryKey: ["call-tree", query],
    queryFn: ({ signal }) => getJson<CallTree>("/call-tree", query, signal),
    ...slowPaceOf(query.at),
  });

/** Two moments held against each other. */
export const differences = (query: DifferenceQuery) =>
  queryOptions({
    queryKey: ["differences", query],
    queryFn: ({ signal }) => getJson<Differences>("/differences", query, signal),
    ...slowPaceOf(query.at),
  });

/** How durations spread over time. */
export const heatmap = (query: HeatmapQuery) =>
  queryOptions({
    queryKey: ["heatmap", query],
    queryFn: ({ signal }) => getJson<Heatmap>("/heatmap", query, signal),
    ...slowPaceOf(query.to),
  });

/** Single requests with their traces, to be marked in it. */
export const exemplars = (query: ExemplarsQuery) =>
  queryOptions({
    queryKey: ["exemplars", query],
    queryFn: ({ signal }) => getJson<Exemplars>("/exemplars", query, signal),
    ...slowPaceOf(query.to),
  });

/** The pods of a workload beside each other. */
export const measuredPods = (query: PodsQuery) =>
  queryOptions({
    queryKey: ["pods", query],
    queryFn: ({ signal }) => getJson<MeasuredPods>("/pods", query, signal),
    ...slowPaceOf(query.at),
  });

/** Lines of one container, read as the person. What a pod has written is gone with it. */
export const logs = (query: LogsQuery) =>
  queryOptions({
    queryKey: ["logs", query],
    queryFn: ({ client, signal }) => ifCluster(client, () => getJson<Logs>("/logs", query, signal)),
    staleTime: liveMs,
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

/** What lives in the cluster is not asked for where there is none: that would be a no each time. */
export async function ifCluster<T>(client: QueryClient, ask: () => Promise<T>): Promise<T> {
  const { cluster } = await client.ensureQueryData(capabilities);
  if (!cluster.connected) throw new ApiError("no_cluster", "Fyr was started without a cluster.");
  return ask();
}

/** Every route of the mesh: which of them are in scope is for the page to say. */
export const trafficRoutes = queryOptions({
  queryKey: ["traffic-routes"],
  queryFn: ({ client, signal }) => ifCluster(client, () => getJson<TrafficRoutes>("/traffic-routes", {}, signal)),
  staleTime: 0,
  refetchInterval: 5_000,
});

/** Asks what moving to these weights would do. Nothing is written. */
export const routePlan = (request: RoutePlanRequest) =>
  queryOptions({
    queryKey: ["route-plan", request],
    queryFn: ({ signal }) => postJson<RoutePlan>("/route-plans", request, signal),
    staleTime: 0,
    retry: false,
  });

export const routeChanges = (query: RouteChangesQuery = {}) =>
  queryOptions({
    queryKey: ["route-changes", query],
    queryFn: ({ client, signal }) => ifCluster(client, () => getJson<RouteChanges>("/route-changes", query, signal)),
    staleTime: 5_000,
  });

/** The destinations of a rule side by side. Without `to` they are counted until now, again and again. */
export const comparison = (query: ComparisonQuery) =>
  queryOptions({
    queryKey: ["comparison", query],
    queryFn: ({ signal }) => getJson<Comparison>("/comparisons", query, signal),
    ...(query.to === undefined ? { staleTime: liveMs / 2, refetchInterval: liveMs } : { staleTime: forEver }),
  });

/** An object as its editor begins with it. Read once an opening: what came since is a conflict, told when applying. */
export const objectView = ({ kind, namespace, name }: ObjectRef) =>
  queryOptions({
    queryKey: ["object", kind, namespace, name],
    queryFn: ({ client, signal }) =>
      ifCluster(client, () => getJson<ObjectView>(`/objects/${kind}/${namespace}/${name}`, {}, signal)),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** Services with several versions that no route splits. */
export const unsplitServices = queryOptions({
  queryKey: ["unsplit-services"],
  queryFn: ({ client, signal }) => ifCluster(client, () => getJson<UnsplitServices>("/unsplit-services", {}, signal)),
  staleTime: liveMs,
  refetchInterval: 30_000,
});

/** What was edited besides weights, and what is still to end. */
export const objectChanges = queryOptions({
  queryKey: ["object-changes"],
  queryFn: ({ client, signal }) => ifCluster(client, () => getJson<ObjectChanges>("/object-changes", {}, signal)),
  staleTime: 0,
  refetchInterval: 5_000,
});

/** What was deleted in a namespace without leaving an object to remember it. */
export const deletions = (namespace: string) =>
  queryOptions({
    queryKey: ["deletions", namespace],
    queryFn: ({ client, signal }) => ifCluster(client, () => getJson<Deletions>("/deletions", { namespace }, signal)),
    staleTime: 0,
    retry: false,
  });

/** Asks what these edits would do. Nothing is written. */
export const editPlan = (request: EditPlanRequest) =>
  queryOptions({
    queryKey: ["edit-plan", request],
    queryFn: ({ signal }) => postJson<EditPlan>("/object-plans", request, signal),
    staleTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

export const me = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => getJson<Me>("/me", {}, signal),
  staleTime: identityMs,
  refetchInterval: identityMs,
});

export function signIn(request: SignInRequest): Promise<Me> {
  return postJson<Me>("/session", request);
}

export function signOut(): Promise<void> {
  return sendDelete("/session");
}

export const capabilities = queryOptions({
  queryKey: ["capabilities"],
  queryFn: ({ signal }) => getJson<Capabilities>("/capabilities", {}, signal),
  staleTime: 60_000,
});

export function applyRouteChange(request: RouteChangeRequest): Promise<RouteChange> {
  return postJson<RouteChange>("/route-changes", request);
}

export function undoRouteChange(id: ChangeId): Promise<RouteChange> {
  return postJson<RouteChange>(`/route-changes/${encodeURIComponent(id)}/undo`, {});
}

export function applyEdit(request: EditRequest): Promise<ObjectChange> {
  return postJson<ObjectChange>("/object-changes", request);
}

export function undoEdit(id: ChangeId): Promise<ObjectChange> {
  return postJson<ObjectChange>(`/object-changes/${encodeURIComponent(id)}/undo`, {});
}

function paceOf(moment: string | undefined) {
  return moment === undefined
    ? { staleTime: liveMs / 2, refetchInterval: liveMs, placeholderData: keepPreviousData }
    : { staleTime: forEver, placeholderData: keepPreviousData };
}

function slowPaceOf(moment: string | undefined) {
  return moment === undefined
    ? { staleTime: investigateMs / 2, refetchInterval: investigateMs, placeholderData: keepPreviousData }
    : { staleTime: forEver, placeholderData: keepPreviousData };
}
