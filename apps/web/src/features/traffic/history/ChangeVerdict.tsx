import type { RouteChange, RouteRule } from "@fyr/contract";
import { judgeCanary, stableAndCanary } from "@fyr/routing";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { comparison } from "../../../api/traffic-queries.ts";
import { Button } from "../../../ui/Button.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { canaryCounts } from "../canary/canary-counts.ts";
import { verdictText } from "../canary/verdict-text.ts";
import { labelDestinations } from "../route/destination-label.ts";
import css from "./History.module.css";

interface ChangeVerdictProps {
  readonly change: RouteChange;
  readonly rule: RouteRule;
  /** When the rule was changed next, RFC 3339; its weights still stand if left out. */
  readonly until: string | undefined;
}

/** How the canary did while the weights of a change stood: counted when somebody asks. */
export function ChangeVerdict(props: ChangeVerdictProps) {
  const [asked, setAsked] = useState(false);
  if (asked) return <Verdict {...props} />;
  return (
    <div>
      <Button kind="quiet" className={css.ask} onClick={() => setAsked(true)}>
        How did it do?
      </Button>
    </div>
  );
}

function Verdict({ change, rule, until }: ChangeVerdictProps) {
  const { kind, namespace, name } = change.route;
  const span = { from: change.at, ...(until !== undefined && { to: until }) };
  const compared = useQuery(comparison({ kind, namespace, name, ...change.rule, ...span }));
  if (compared.isPending) return <p className={css.verdict}>Counting requests…</p>;
  if (compared.isError) return <ProblemNotice error={compared.error} onRetry={() => void compared.refetch()} />;
  const pair = stableAndCanary(rule.destinations);
  const [stable, canary] = [pair?.stable, pair?.canary].map((place) => compared.data.destinations[place ?? -1]);
  if (pair === undefined || stable === undefined || canary === undefined) {
    return <p className={css.verdict}>Requests to these destinations cannot be told apart.</p>;
  }
  const labels = labelDestinations(rule.destinations);
  const names = { stable: labels[pair.stable]?.short ?? "", canary: labels[pair.canary]?.short ?? "" };
  const { title, detail } = verdictText(judgeCanary(canaryCounts(stable, canary)), names, compared.data.slowAboveMs);
  return (
    <p className={css.verdict} role="status">
      <strong>{title}.</strong> {detail}
    </p>
  );
}
