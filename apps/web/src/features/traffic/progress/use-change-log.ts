import type { RouteChange, RouteChanges, RouteRef, TrafficRoutes } from "@fyr/contract";
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { me } from "../../../api/queries.ts";
import { routeChanges, undoRouteChange } from "../../../api/traffic-queries.ts";
import { usePushedChanges } from "../../../live/live-context.ts";
import { isSameRoute, lastOwnChange, mergeChanges } from "./change-log.ts";

/** How often history is asked again while a change is still on its way: the push may be lost. */
const pollMs = 2_000;

/** Changes of one route, or of all, newest first, with what was pushed since. */
export function useChangeLog(route?: RouteRef) {
  const query = route === undefined ? {} : { namespace: route.namespace, name: route.name };
  const fetched = useQuery({
    ...routeChanges(query),
    refetchInterval: ({ state }) => (state.data?.changes.some(isUnderWay) ? pollMs : false),
  });
  const changes = mergeChanges(fetched.data?.changes ?? [], usePushedChanges());
  return {
    changes: route === undefined ? changes : changes.filter((change) => isSameRoute(change.route, route)),
    fetched,
  };
}

/** Takes a change back, on the same road as any change. */
export function useUndo() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: RouteChange) => undoRouteChange(change.id),
    onSuccess: (undo) => recordChange(queries, undo),
    onSettled: () => refreshRoutes(queries),
  });
}

/** The change the undo key would take back: the newest of one's own, anywhere in scope. */
export function useLastOwnChange(): RouteChange | undefined {
  const { data } = useQuery(me);
  const { changes } = useChangeLog();
  return data === undefined ? undefined : lastOwnChange(changes, data.user);
}

/** Puts a change into every history that is held, so that it shows before the next answer. */
export function recordChange(queries: QueryClient, change: RouteChange): void {
  queries.setQueriesData<RouteChanges>({ queryKey: ["route-changes"] }, (known) =>
    known === undefined ? known : { changes: mergeChanges([change], known.changes) },
  );
  void queries.invalidateQueries({ queryKey: ["route-changes"] });
}

export function refreshRoutes(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: ["traffic-routes"] });
}

/** Puts the object as the API server has it now into every list that is held. */
export function recordRoute(queries: QueryClient, route: TrafficRoutes["routes"][number]): void {
  queries.setQueriesData<TrafficRoutes>({ queryKey: ["traffic-routes"] }, (known) =>
    known === undefined
      ? known
      : { ...known, routes: known.routes.map((each) => (isSameRoute(each.route, route.route) ? route : each)) },
  );
}

function isUnderWay(change: RouteChange): boolean {
  return change.status.phase === "accepted";
}
