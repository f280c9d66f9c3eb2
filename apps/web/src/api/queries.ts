import type {
  Capabilities,
  ChangeId,
  Details,
  DetailsQuery,
  Me,
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
  Sparklines,
  SparklinesQuery,
  Topology,
  TopologyQuery,
  TrafficRoutes,
} from "@fyr/contract";
import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import { getJson, postJson } from "./client.ts";

const forEver = Number.POSITIVE_INFINITY;
/** Live numbers are asked for again at the pace of the map. */
const liveMs = 10_000;
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

/** A span of the past, to be played. */
export const replay = (query: ReplayQuery) =>
  queryOptions({
    queryKey: ["replay", query],
    queryFn: ({ signal }) => getJson<Replay>("/topology/replay", query, signal),
    staleTime: forEver,
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

/** What only an open inspector needs. */
export const details = (query: DetailsQuery) =>
  queryOptions({
    queryKey: ["details", query],
    queryFn: ({ signal }) => getJson<Details>("/details", query, signal),
    ...paceOf(query.at),
  });

/** What lives in the cluster is not asked for where there is none: that would be a no each time. */
async function ifCluster<T>(client: QueryClient, ask: () => Promise<T>): Promise<T> {
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

export const me = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => getJson<Me>("/me", {}, signal),
  staleTime: 60_000,
});

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

function paceOf(moment: string | undefined) {
  return moment === undefined
    ? { staleTime: liveMs / 2, refetchInterval: liveMs, placeholderData: keepPreviousData }
    : { staleTime: forEver, placeholderData: keepPreviousData };
}
