import type {
  Capabilities,
  Details,
  DetailsQuery,
  Me,
  Replay,
  ReplayQuery,
  Series,
  SeriesQuery,
  SignInRequest,
  Sparklines,
  SparklinesQuery,
  Topology,
  TopologyQuery,
  TrafficRoutes,
} from "@fyr/contract";
import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import { getJson, postJson, sendDelete } from "./client.ts";

const forEver = Number.POSITIVE_INFINITY;
/** Live numbers are asked for again at the pace of the map. */
const liveMs = 10_000;
/** The server learns within a minute of tokens that were revoked. */
const identityMs = 60_000;
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

/** Of now it is asked for again every so often, of a moment never. */
export function paceOf(moment: string | undefined, everyMs = liveMs) {
  return moment === undefined
    ? { staleTime: everyMs / 2, refetchInterval: everyMs, placeholderData: keepPreviousData }
    : { staleTime: forEver, placeholderData: keepPreviousData };
}
