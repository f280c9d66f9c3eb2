import type { TrafficRoutes } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trafficRoutes } from "../../api/queries.ts";
import { useView } from "../../view/use-view.ts";
import { type ChosenRoute, firstToShow, routesToList } from "./chosen-route.ts";
import { EndingBadges } from "./editor/EndingBadges.tsx";
import { UnsplitList } from "./editor/UnsplitList.tsx";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { routeKey } from "./progress/change-log.ts";
import { RouteAside } from "./RouteAside.tsx";
import { RouteColumn } from "./RouteColumn.tsx";
import { RouteList } from "./RouteList.tsx";
import { shownRoute } from "./shown-route.ts";
import css from "./TrafficPage.module.css";
import { NoRoutes, RoutesProblem, RoutesSkeleton, StaleNotice } from "./TrafficStates.tsx";
import { useEditors } from "./use-editors.ts";

/** Every split of traffic, and the road on which one is moved. */
export function TrafficPage({ chosen }: { chosen?: ChosenRoute }) {
  const routes = useQuery(trafficRoutes);
  if (routes.isPending) return <RoutesSkeleton />;
  if (routes.data === undefined) return <RoutesProblem error={routes.error} onRetry={routes.refetch} />;
  return (
    <TrafficColumns
      answer={routes.data}
      failed={routes.isError ? { error: routes.error, at: routes.dataUpdatedAt } : undefined}
      chosen={chosen}
    />
  );
}

function TrafficColumns(props: {
  answer: TrafficRoutes;
  failed: { error: unknown; at: number } | undefined;
  chosen: ChosenRoute | undefined;
}) {
  const { answer, failed } = props;
  const [view] = useView();
  const editors = useEditors();
  const listed = routesToList(answer.routes, view.namespaces);
  const chosen = useBeginning(props.chosen, firstToShow(listed));
  const shown = shownRoute(answer.routes, chosen, editors);
  if (shown === undefined && listed.length === 0 && editors.unsaved.size === 0) return <NoRoutes />;
  return (
    <div className={css.page}>
      <RouteList
        routes={listed}
        observed={answer}
        selectedKey={shown && routeKey(shown.route.route)}
        unsaved={editors.unsaved}
        below={<UnsplitList namespaces={view.namespaces} />}
      />
      <section className={css.work} aria-label="Route">
        <div className={css.column}>
          <EndingBadges />
          {failed && <StaleNotice error={failed.error} at={failed.at} />}
          <RouteColumn shown={shown} chosen={chosen} onState={editors.setState} />
        </div>
      </section>
      {shown && (
        <RouteAside
          key={routeKey(shown.route.route)}
          {...shown}
          windowSeconds={answer.windowSeconds}
          onUndone={(undo) => editors.setState(shown.route, { step: "watch", change: undo })}
          onReview={(draft) => editors.setState(shown.route, { step: "review", draft, reason: "" })}
        />
      )}
      <LeaveGuard unsaved={editors.unsaved.size} />
    </div>
  );
}

/** The route in the address. With none there, the one the page began with: another one's health takes nobody away. */
function useBeginning(chosen: ChosenRoute | undefined, first: ChosenRoute | undefined): ChosenRoute | undefined {
  const [beginning, setBeginning] = useState<ChosenRoute>();
  if (chosen === undefined && beginning === undefined && first !== undefined) setBeginning(first);
  return chosen ?? beginning ?? first;
}
