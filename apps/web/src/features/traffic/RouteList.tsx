import type { TrafficRoute } from "@fyr/contract";
import { IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useNow } from "../../live/use-now.ts";
import { classNames } from "../../ui/class-names.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { routeKey } from "./change-log.ts";
import { destinationColors } from "./destination-color.ts";
import { labelDestinations } from "./destination-label.ts";
import { inNumbers, weightsOf } from "./draft.ts";
import { lastChangeInWords, ownerInWords } from "./owner-text.ts";
import css from "./RouteList.module.css";
import { isFound, observedInWords, worstInWords } from "./route-text.ts";
import { SplitBar } from "./SplitBar.tsx";
import { type ObservedWindow, observedSplit } from "./split-drift.ts";

interface RouteListProps {
  readonly routes: readonly TrafficRoute[];
  readonly observed: ObservedWindow;
  readonly selectedKey: string | undefined;
  /** Keys of routes with a draft that is not applied. */
  readonly unsaved: ReadonlySet<string>;
}

/** Every route that splits traffic: what is set beside what is seen. */
export function RouteList({ routes, observed, selectedKey, unsaved }: RouteListProps) {
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
          aria-label="Filter routes by name, namespace, host or owner"
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
      <Link
        to="/traffic/$namespace/$name"
        params={{ namespace: route.route.namespace, name: route.route.name }}
        search={(before) => before}
        className={classNames(css.item, chosen && css.chosen)}
        {...(chosen && { "aria-current": "true" as const })}
      >
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
        <span className={observed.kind === "drift" ? css.drift : css.line}>{observedInWords(observed)}</span>
        {worst && <span className={css[worst.status]}>{worst.text}</span>}
        <span className={css.line}>
          {[ownerInWords(route.owner), lastChangeInWords(route, now)].filter(Boolean).join(" · ")}
          {more > 0 && ` · ${more} more ${more === 1 ? "rule" : "rules"}`}
        </span>
        {unsaved && <span className={css.draft}>draft not applied</span>}
      </Link>
    </li>
  );
}
