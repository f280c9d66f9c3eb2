import type { TrafficRoute } from "@fyr/contract";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useNow } from "../../live/use-now.ts";
import { classNames } from "../../ui/class-names.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { routeKey } from "./progress/change-log.ts";
import css from "./RouteList.module.css";
import { destinationColors } from "./route/destination-color.ts";
import { labelDestinations } from "./route/destination-label.ts";
import { lastChangeInWords, ownerInWords } from "./route/owner-text.ts";
import { RouteLink } from "./route/RouteLink.tsx";
import { isFound, observedInWords, worstInWords } from "./route/route-text.ts";
import { SplitBar } from "./route/SplitBar.tsx";
import { type ObservedWindow, observedSplit } from "./route/split-drift.ts";
import { inNumbers, weightsOf } from "./weights/draft.ts";

interface RouteListProps {
  readonly routes: readonly TrafficRoute[];
  readonly observed: ObservedWindow;
  readonly selectedKey: string | undefined;
  /** Keys of routes with a draft that is not applied. */
  readonly unsaved: ReadonlySet<string>;
  /** What stands under the list. */
  readonly below: React.ReactNode;
}

/** Every route that splits traffic: what is set beside what is seen. */
export function RouteList({ routes, observed, selectedKey, unsaved, below }: RouteListProps) {
  const [filter, setFilter] = useState("");
  const found = routes.filter((route) => isFound(route, filter));
  return (
    <nav className={css.list} aria-label="Traffic splits">
      <div className={css.head}>
        <h1 className={css.title}>Traffic splits</h1>
        <span className={css.count}>
          {filter === "" ? `${routes.length} in scope` : `${found.length} of ${routes.length}`}
        </span>
      </div>
      <label className={css.filter}>
        <IconSearch size={14} stroke={1.6} aria-hidden="true" />
        <input
          type="search"
          placeholder="Filter…"
          aria-label="Filter routes by name, namespace, kind, host or owner"
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      </label>
      <ul className={css.items}>
        {found.map((route) => (
          <RouteItem
            key={routeKey(route.route)}
            route={route}
            window={observed}
            chosen={routeKey(route.route) === selectedKey}
            unsaved={unsaved.has(routeKey(route.route))}
          />
        ))}
      </ul>
      {found.length === 0 && <p className={css.none}>No route matches “{filter}”.</p>}
      {below}
    </nav>
  );
}

function RouteItem(props: { route: TrafficRoute; window: ObservedWindow; chosen: boolean; unsaved: boolean }) {
  const { route, window, chosen, unsaved } = props;
  const now = useNow();
  const rule = route.rules.find((each) => each.splits);
  if (rule === undefined) return null;
  const labels = labelDestinations(rule.destinations);
  const colors = destinationColors(rule.destinations);
  const observed = observedSplit(route, rule, window);
  const worst = worstInWords(rule);
  const more = route.rules.filter((each) => each.splits).length - 1;
  return (
    <li>
      <RouteLink route={route.route} className={classNames(css.item, chosen && css.chosen)} current={chosen}>
        <span className={css.name}>
          <StatusIcon status={route.health} />
          <strong>{route.route.name}</strong>
          <span className={css.namespace}>{route.route.namespace}</span>
          <span className={css.weights}>{inNumbers(weightsOf(rule))}</span>
        </span>
        <SplitBar
          parts={rule.destinations.map(({ configuredShare }, index) => ({
            key: labels[index]?.text ?? String(index),
            share: configuredShare,
            color: colors[index] ?? "var(--stable)",
          }))}
        />
        <span className={observed.kind === "drift" ? css.drift : css.line}>{observedInWords(observed, rule)}</span>
        {worst && <span className={css[worst.status]}>{worst.text}</span>}
        <span className={css.line}>
          {[kindInWords(route), ownerInWords(route.owner), lastChangeInWords(route, now)].filter(Boolean).join(" · ")}
          {more > 0 && ` · ${more} more ${more === 1 ? "rule" : "rules"}`}
        </span>
        {unsaved && <span className={css.draft}>draft not applied</span>}
      </RouteLink>
    </li>
  );
}

/** Told where it is not the usual one. */
function kindInWords({ route }: TrafficRoute): string | undefined {
  return route.kind === "VirtualService" ? undefined : route.kind;
}
