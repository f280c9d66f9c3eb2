import type { RouteRule, TrafficRoute } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import { trafficRoutes } from "../../../api/queries.ts";
import { isSameRoute } from "../progress/change-log.ts";
import { draftWith, isMoved, ruleOf } from "../weights/draft.ts";
import type { EditorState } from "../weights/editor-state.ts";
import { RouteDialog } from "./RouteDialog.tsx";
import { type AskedDialog, routeDialog } from "./route-dialog-store.ts";

/** The dialog a route's card opened, with the route as it is now. Mounted once, around every page. */
export function OpenRouteDialog() {
  const { opened, asked } = useSyncExternalStore(routeDialog.subscribe, routeDialog.getState);
  const { data } = useQuery({ ...trafficRoutes, enabled: opened });
  const found = asked && find(data?.routes ?? [], asked);
  const last = useLast(found);
  const shown = found ?? (asked && last && isSameRoute(last.route.route, asked.route) ? last : undefined);
  if (asked === undefined || shown === undefined) return null;
  return (
    <RouteDialog
      {...shown}
      isGone={found === undefined}
      begin={() => beginning(asked, shown.route)}
      opened={opened}
      onClose={routeDialog.close}
    />
  );
}

/** What is proposed, where it fits what stands there and moves something. */
function beginning({ rule, proposal, review = false }: AskedDialog, route: TrafficRoute): EditorState | undefined {
  const draft = proposal && draftWith(route, rule, proposal);
  if (draft === undefined || !isMoved(draft)) return undefined;
  return review ? { step: "review", draft, reason: "" } : { step: "edit", draft };
}

interface Found {
  readonly route: TrafficRoute;
  readonly rule: RouteRule;
}

function find(routes: readonly TrafficRoute[], asked: AskedDialog): Found | undefined {
  const route = routes.find((each) => isSameRoute(each.route, asked.route));
  const rule = route && (ruleOf(route, asked.rule) ?? route.rules[0]);
  return route && rule && { route, rule };
}

/** What was there last: a route deleted meanwhile does not take the dialog and its draft along. */
function useLast(found: Found | undefined): Found | undefined {
  const [last, setLast] = useState(found);
  if (found !== undefined && (found.route !== last?.route || found.rule !== last.rule)) setLast(found);
  return found ?? last;
}
