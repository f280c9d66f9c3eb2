import type { Comparison, RouteRef, RouteRule } from "@fyr/contract";
import { judgeCanary, stableAndCanary } from "@fyr/routing";
import { useQuery } from "@tanstack/react-query";
import { comparison } from "../../../api/traffic-queries.ts";
import { useNow } from "../../../live/use-now.ts";
import { moment } from "../../../ui/clock.ts";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import { Notice } from "../Notice.tsx";
import { labelDestinations } from "../route/destination-label.ts";
import css from "./CanaryComparison.module.css";
import { ComparisonTable } from "./ComparisonTable.tsx";
import { CountedResponses } from "./CountedResponses.tsx";
import { canaryCounts } from "./canary-counts.ts";
import { verdictText } from "./verdict-text.ts";

interface CanaryComparisonProps {
  readonly route: RouteRef;
  readonly rule: RouteRule;
}

/** How the new version does beside the old one, since the weights were last moved and against the hour before. */
export function CanaryComparison({ route, rule }: CanaryComparisonProps) {
  const now = useNow();
  const compared = useQuery(comparison({ ...route, ...rule.rule }));
  const pair = stableAndCanary(rule.destinations);
  if (pair === undefined) return null;
  const labels = labelDestinations(rule.destinations);
  const names = { stable: labels[pair.stable]?.short ?? "", canary: labels[pair.canary]?.short ?? "" };
  const { data } = compared;
  return (
    <section className={css.section} aria-label="Canary against stable">
      <div className={css.head}>
        <h2 className={css.title}>Canary against stable</h2>
        <span className={css.aside}>{data && spanInWords(data, now)}</span>
        <span className={css.legend} aria-hidden="true">
          <span className={css.stableKey} /> {names.stable} <span className={css.canaryKey} /> {names.canary}
        </span>
      </div>
      {compared.isPending && <PanelSkeleton label="Counting requests" />}
      {compared.isError && data === undefined && (
        <ProblemNotice error={compared.error} onRetry={() => void compared.refetch()} />
      )}
      {data && <Compared comparison={data} rule={rule} pair={pair} names={names} />}
      {rule.destinations.length > 2 && (
        <p className={css.aside}>
          {rule.destinations.length - 2} more in the list: the newest is compared with the stable one.
        </p>
      )}
    </section>
  );
}

interface ComparedProps {
  readonly comparison: Comparison;
  readonly rule: RouteRule;
  readonly pair: { readonly stable: number; readonly canary: number };
  readonly names: { readonly stable: string; readonly canary: string };
}

function Compared({ comparison: { destinations, ...whole }, rule, pair, names }: ComparedProps) {
  const [stable, canary] = [destinations[pair.stable], destinations[pair.canary]];
  if (stable === undefined || canary === undefined) return <Unmeasured why={whole.unmeasured} names={names} />;
  const verdict = judgeCanary(canaryCounts(stable, canary));
  const { tone, title, detail } = verdictText(verdict, names, whole.slowAboveMs);
  const seconds = (Date.parse(whole.to) - Date.parse(whole.from)) / 1000;
  const nodes = {
    stable: rule.destinations[pair.stable]?.nodes ?? [],
    canary: rule.destinations[pair.canary]?.nodes ?? [],
  };
  return (
    <>
      <Notice tone={tone} title={title}>
        <p>{detail}</p>
        <p className={css.test}>{testInWords}</p>
      </Notice>
      <ComparisonTable stable={stable} canary={canary} nodes={nodes} names={names} seconds={seconds} />
      <CountedResponses stable={stable.since} canary={canary.since} names={names} />
    </>
  );
}

const testInWords =
  "Sequential likelihood-ratio test of failed and of slow requests: at most 5 % false alarms, however often you look.";

function Unmeasured({
  why,
  names: { stable, canary },
}: {
  why: Comparison["unmeasured"];
  names: ComparedProps["names"];
}) {
  return (
    <Notice tone="plain" title="Nothing to compare">
      <p>{whyNot[why ?? "not-told-apart"](stable, canary)}</p>
    </Notice>
  );
}

const whyNot: Readonly<Record<NonNullable<Comparison["unmeasured"]>, (stable: string, canary: string) => string>> = {
  "not-requests": () => "This rule shares out connections: they have no success rate and no latency to compare.",
  "not-told-apart": (stable, canary) =>
    `Requests to ${stable} and ${canary} cannot be told apart: the same workloads answer both, or it is not known which.`,
  "not-visible": () => "You may not see the traffic of all namespaces this rule sends to.",
};

/** What the numbers are of. */
function spanInWords({ change, from }: Comparison, now: number): string {
  return change === undefined
    ? `since ${moment(from, now)}, seen by the callers`
    : `since the change at ${moment(from, now)}, beside the hour before, seen by the callers`;
}
