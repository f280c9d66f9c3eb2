import type { RouteRef, RouteRule, TrafficRoute } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { trafficRoutes } from "../../../api/queries.ts";
import { Button } from "../../../ui/Button.tsx";
import { isSameRoute } from "../progress/change-log.ts";
import { RouteLink } from "../route/RouteLink.tsx";
import { useReadOnlyReason } from "../route/use-read-only-reason.ts";
import { openWeights, weightsButtonWords } from "./open-weights.ts";

/** "Send all to v1…": opens the weights of a route with everything away from what fails; a link where it splits nothing. */
export function SendAway({ route, isFirst }: { route: RouteRef; isFirst: boolean }) {
  const { data } = useQuery({ ...trafficRoutes, retry: false });
  const found = data?.routes.find((each) => isSameRoute(each.route, route));
  const rule = found?.rules.find((each) => each.splits);
  if (found === undefined) return null;
  if (rule === undefined) return <RouteLink route={route}>Open {route.name}</RouteLink>;
  return <MoveWeights route={found} rule={rule} isFirst={isFirst} />;
}

function MoveWeights({ route, rule, isFirst }: { route: TrafficRoute; rule: RouteRule; isFirst: boolean }) {
  const readOnly = useReadOnlyReason(route);
  return (
    <Button
      kind={isFirst ? "primary" : "plain"}
      disabled={readOnly !== undefined}
      title={readOnly}
      onClick={() => openWeights(route, rule)}
    >
      {weightsButtonWords(rule)}
    </Button>
  );
}
