import type { RouteRef, RouteRule, TrafficRoute, Weight } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ApiError } from "../../api/api-error.ts";
import { trafficRoutes } from "../../api/queries.ts";
import { useNow } from "../../live/use-now.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/Chip.tsx";
import { Section } from "../../ui/Panel.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { isSameRoute } from "./change-log.ts";
import { destinationColors } from "./destination-color.ts";
import { labelDestinations } from "./destination-label.ts";
import { isSameRule, moveWeight, startDraft } from "./draft.ts";
import { LatestChange } from "./LatestChange.tsx";
import { lastChangeInWords, ownerInWords, readOnlyReason } from "./owner-text.ts";
import css from "./RouteCard.module.css";
import { routeDialog } from "./route-dialog-store.ts";
import { observedInWords, sinceChangeInWords } from "./route-text.ts";
import { SplitBar } from "./SplitBar.tsx";
import { safeDestination } from "./send-away.ts";
import { setShareTexts } from "./share-text.ts";
import { type ObservedWindow, observedSplit } from "./split-drift.ts";
import { useChangeLog } from "./use-change-log.ts";

/** "Steered by": the route behind what is selected on the map, and the way to move its weights without leaving it. */
export function RouteCard({ route }: { route: RouteRef }) {
  const routes = useQuery(trafficRoutes);
  if (routes.isPending) return <CardFrame>{<Skeleton height="5rem" />}</CardFrame>;
  if (routes.data === undefined) {
    if (routes.error instanceof ApiError && routes.error.code === "no_cluster") return null;
    return <CardFrame>{<ProblemNotice error={routes.error} onRetry={routes.refetch} />}</CardFrame>;
  }
  const found = routes.data.routes.find((each) => isSameRoute(each.route, route));
  const rule = found?.rules.find((each) => each.splits) ?? found?.rules[0];
  if (found === undefined || rule === undefined) {
    return (
      <CardFrame>
        <p className={css.line}>
          VirtualService {route.name} in {route.namespace}, which is not there any more.
        </p>
      </CardFrame>
    );
  }
  return <Steering route={found} rule={rule} window={routes.data} />;
}

function Steering({ route, rule, window }: { route: TrafficRoute; rule: RouteRule; window: ObservedWindow }) {
  const now = useNow();
  const changed = lastChangeInWords(route, now);
  const safe = rule.splits ? safeDestination(rule) : undefined;
  const readOnly = readOnlyReason(route);
  const open = () =>
    routeDialog.open({
      route: route.route,
      rule: rule.rule,
      ...(safe !== undefined && { proposal: allTo(route, rule, safe) }),
    });
  return (
    <CardFrame aside={<Chip>owner: {ownerInWords(route.owner)}</Chip>}>
      <p className={css.line}>
        <strong>
          {route.route.kind} {route.route.name}
        </strong>{" "}
        in {route.route.namespace}
        {changed !== undefined && ` · changed by ${changed}`}
      </p>
      <Split route={route} rule={rule} window={window} />
      <LatestChange route={route} windowSeconds={window.windowSeconds} />
      <div className={css.buttons}>
        {rule.splits && (
          <Button kind="primary" disabled={readOnly !== undefined} onClick={open}>
            {safe === undefined ? "Move weights…" : `Send all to ${labelDestinations(rule.destinations)[safe]?.short}…`}
          </Button>
        )}
        <Link
          to="/traffic/$namespace/$name"
          params={{ namespace: route.route.namespace, name: route.route.name }}
          search={(before) => before}
          className={css.link}
        >
          Open route
        </Link>
      </div>
      {readOnly !== undefined && <p className={css.observed}>{readOnly}</p>}
    </CardFrame>
  );
}

/** What is set, as a bar and for screen readers in words, and what is seen. */
function Split({ route, rule, window }: { route: TrafficRoute; rule: RouteRule; window: ObservedWindow }) {
  const labels = labelDestinations(rule.destinations);
  const colors = destinationColors(rule.destinations);
  const percents = setShareTexts(rule.destinations.map(({ configuredShare }) => configuredShare));
  const observed = observedSplit(route, rule, window);
  // While a window still counts requests from before, the watch over the change knows better.
  const [latest] = useChangeLog(route.route).changes;
  const isLatest = latest !== undefined && latest.at === route.lastChange?.at && isSameRule(latest.rule, rule.rule);
  const settling = observed.kind === "settling" && isLatest ? sinceChangeInWords(latest) : undefined;
  return (
    <>
      <SplitBar
        tall
        parts={rule.destinations.map(({ configuredShare }, index) => ({
          key: labels[index]?.text ?? String(index),
          share: configuredShare,
          color: colors[index] ?? "var(--stable)",
          text: configuredShare < 0.18 ? `${percents[index]} %` : `${labels[index]?.short} · ${percents[index]} %`,
        }))}
      />
      <p className={css.observed}>
        <span className="visually-hidden">
          {labels.map(({ short }, index) => `${short} ${percents[index]} %`).join(", ")},{" "}
        </span>
        {settling ?? observedInWords(observed)}
      </p>
    </>
  );
}

function CardFrame({ aside, children }: { aside?: React.ReactNode; children: React.ReactNode }) {
  return (
    <Section title="Steered by" {...(aside !== undefined && { aside })}>
      <div className={css.card}>{children}</div>
    </Section>
  );
}

function allTo(route: TrafficRoute, rule: RouteRule, index: number): readonly Weight[] {
  const draft = startDraft(route, rule);
  return moveWeight(draft, index, draft.total).weights;
}
