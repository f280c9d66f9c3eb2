import type { TrafficRoutes } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { trafficRoutes } from "../../api/queries.ts";
import { useView } from "../../view/use-view.ts";
import { routeKey } from "./change-log.ts";
import { type ChosenRoute, routeToShow } from "./chosen-route.ts";
import { startDraft } from "./draft.ts";
import { activeRule, editorOr } from "./editor-state.ts";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { RouteAside } from "./RouteAside.tsx";
import { RouteEditor } from "./RouteEditor.tsx";
import { RouteHeading } from "./RouteHeading.tsx";
import { RouteList } from "./RouteList.tsx";
import css from "./TrafficPage.module.css";
import { NoRoutes, NotInList, RoutesProblem, RoutesSkeleton, StaleNotice } from "./TrafficStates.tsx";
import { useEditors } from "./use-editors.ts";

/** Every split of traffic, and the road on which one is moved. */
export function TrafficPage({ chosen }: { chosen?: ChosenRoute }) {
  const [view] = useView();
  const routes = useQuery(trafficRoutes(view.namespaces ? { namespaces: view.namespaces.join(",") } : {}));
  if (routes.isPending) return <RoutesSkeleton />;
  if (routes.data === undefined) return <RoutesProblem error={routes.error} onRetry={routes.refetch} />;
  const splitting = routes.data.routes.filter((route) => route.rules.some((rule) => rule.splits));
  if (splitting.length === 0) return <NoRoutes />;
  return (
    <TrafficColumns
      answer={{ ...routes.data, routes: splitting }}
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
  const { answer, failed, chosen } = props;
  const editors = useEditors();
  const route = routeToShow(answer.routes, chosen);
  const kept = route && editors.stateOf(route);
  const rule = route && activeRule(route, kept);
  const state = route && rule && editorOr(kept, route, rule);
  return (
    <div className={css.page}>
      <RouteList
        routes={answer.routes}
        observed={answer}
        selectedKey={route && routeKey(route.route)}
        unsaved={editors.unsaved}
      />
      <section className={css.work} aria-label="Route">
        <div className={css.column}>
          {failed && <StaleNotice error={failed.error} at={failed.at} />}
          {route && rule && state ? (
            <>
              <RouteHeading route={route} />
              <RouteEditor
                route={route}
                rule={rule}
                state={state}
                onState={(next) => editors.setState(route, next)}
                onChooseRule={(next) => editors.setState(route, { step: "edit", draft: startDraft(route, next) })}
              />
            </>
          ) : (
            <NotInList chosen={chosen} />
          )}
        </div>
      </section>
      {route && rule && state && (
        <RouteAside
          key={routeKey(route.route)}
          route={route}
          rule={rule}
          state={state}
          windowSeconds={answer.windowSeconds}
          onUndone={(undo) => editors.setState(route, { step: "watch", change: undo })}
        />
      )}
      <LeaveGuard unsaved={editors.unsaved.size} />
    </div>
  );
}
