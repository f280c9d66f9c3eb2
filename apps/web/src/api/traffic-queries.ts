import type {
  ChangeId,
  Comparison,
  ComparisonQuery,
  Deletions,
  EditPlan,
  EditPlanRequest,
  EditRequest,
  ObjectChange,
  ObjectChanges,
  ObjectRef,
  ObjectView,
  RouteChange,
  RouteChangeRequest,
  RouteChanges,
  RouteChangesQuery,
  RoutePlan,
  RoutePlanRequest,
  UnsplitServices,
} from "@fyr/contract";
import { queryOptions } from "@tanstack/react-query";
import { getJson, postJson } from "./client.ts";
import { ifCluster } from "./queries.ts";

const forEver = Number.POSITIVE_INFINITY;
/** Live numbers are asked for again at the pace of the map. */
const liveMs = 10_000;

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
