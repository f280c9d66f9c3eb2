import type { RouteRef, RouteRule, TrafficRoute } from "@fyr/contract";
import { sameRule } from "@fyr/routing";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { ApiError } from "../../../api/api-error.ts";
import { trafficRoutes } from "../../../api/queries.ts";
import { useNow } from "../../../live/use-now.ts";
import { Button } from "../../../ui/Button.tsx";
import { Chip } from "../../../ui/Chip.tsx";
import { loadLater } from "../../../ui/load-later.tsx";
import { Section } from "../../../ui/Panel.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { EndingBadges } from "../editor/EndingBadges.tsx";
import { objectEditor } from "../editor/editor-store.ts";
import { LatestChange } from "../history/LatestChange.tsx";
import { isSameRoute } from "../progress/change-log.ts";
import { useChangeLog } from "../progress/use-change-log.ts";
import { destinationColors } from "../route/destination-color.ts";
import { labelDestinations } from "../route/destination-label.ts";
import { lastChangeInWords, ownerInWords } from "../route/owner-text.ts";
import { RouteLink } from "../route/RouteLink.tsx";
import { observedInWords, sinceChangeInWords } from "../route/route-text.ts";
import { SplitBar } from "../route/SplitBar.tsx";
import { setShareTexts } from "../route/share-text.ts";
import { type ObservedWindow, observedSplit } from "../route/split-drift.ts";
import { useReadOnlyReason } from "../route/use-read-only-reason.ts";
import { openWeights, weightsButtonWords } from "./open-weights.ts";
import css from "./RouteCard.module.css";

const GuardBars = loadLater(async () => (await import("../guard/GuardBars.tsx")).GuardBars);

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
          {route.kind} {route.name} in {route.namespace}, which is not there any more.
        </p>
      </CardFrame>
    );
  }
  return <Steering route={found} rule={rule} window={routes.data} />;
}

function Steering({ route, rule, window }: { route: TrafficRoute; rule: RouteRule; window: ObservedWindow }) {
  const now = useNow();
  const changed = lastChangeInWords(route, now);
  const readOnly = useReadOnlyReason(route);
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
      <EndingBadges of={route.route} />
      <Suspense>
        <GuardBars route={route} />
      </Suspense>
      <LatestChange route={route} windowSeconds={window.windowSeconds} />
      <div className={css.buttons}>
        {rule.splits && (
          <Button kind="primary" disabled={readOnly !== undefined} onClick={() => openWeights(route, rule)}>
            {weightsButtonWords(rule)}
          </Button>
        )}
        <Button
          disabled={readOnly !== undefined}
          onClick={() => objectEditor.open({ kind: "object", object: route.route })}
        >
          Edit more…
        </Button>
        <RouteLink route={route.route} className={css.link}>
          Open route
        </RouteLink>
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
  const isLatest = latest !== undefined && latest.at === route.lastChange?.at && sameRule(latest.rule, rule.rule);
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
        {settling ?? observedInWords(observed, rule)}
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
