import type { Finding, Investigation, Topology } from "@fyr/contract";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { investigation } from "../../api/investigate-queries.ts";
import { capabilities } from "../../api/queries.ts";
import { useNow } from "../../live/use-now.ts";
import type { InvestigateAddress, MovingBaseline } from "../../view/investigation.ts";
import { useInvestigation } from "../../view/use-investigation.ts";
import { useView } from "../../view/use-view.ts";
import type { Selection } from "../../view/view-state.ts";
import { type Baseline, baselineOf, comparedSeconds, keptBaseline, unkeptBaselines } from "./baseline/baseline.ts";
import { type Names, namesIn } from "./names.ts";
import { findingAbout, type Sought, soughtIn } from "./sought.ts";

/** What everything on the page stands on. */
export interface Incident {
  readonly query: Pick<UseQueryResult<Investigation>, "data" | "isPending" | "error" | "refetch" | "dataUpdatedAt">;
  readonly investigation: Investigation | undefined;
  /** The one that is looked at. */
  readonly finding: Finding | undefined;
  readonly sought: Sought | undefined;
  readonly baseline: Baseline;
  /** What the address wants to be compared with, where nothing is kept of that any more. */
  readonly lostBaseline: Baseline | undefined;
  /** What could be compared with if it were kept. */
  readonly unkept: readonly MovingBaseline[];
  /** Where Prometheus' samples begin, RFC 3339. Absent while nobody knows. */
  readonly historyFrom: string | undefined;
  readonly asked: Asked;
  readonly names: Names;
  readonly topology: Topology;
}

/** Two moments and a scope, as every question of the page asks for them. */
interface Asked {
  readonly at?: string;
  readonly windowSeconds: number;
  readonly before?: string;
  readonly beforeWindowSeconds: number;
  readonly namespaces?: string;
}

/** Shared by all parts of the page: the queries behind it are asked once. */
export function useIncident(topology: Topology): Incident {
  const [{ at, windowSeconds, namespaces, selection, find }] = useView();
  const [address] = useInvestigation();
  const now = useNow();
  const scope = namespaces && { namespaces: namespaces.join(",") };
  const query = useQuery(investigation({ ...(at !== undefined && { at }), ...scope }));
  const sought = soughtIn(topology, find);
  const finding = shownFinding(query.data?.findings ?? [], address, { selection, sought });
  const moment = at === undefined ? now : Date.parse(at);
  const { historyFrom } = useQuery(capabilities).data ?? {};
  const wanted = baselineOf(address, finding?.onset, moment, windowSeconds);
  const baseline = keptBaseline(wanted, baselineOf({}, finding?.onset, moment, windowSeconds), historyFrom);
  return {
    query,
    investigation: query.data,
    finding,
    sought,
    baseline,
    lostBaseline: baseline === wanted ? undefined : wanted,
    unkept: unkeptBaselines(moment, windowSeconds, historyFrom),
    historyFrom,
    asked: {
      ...(at !== undefined && { at }),
      windowSeconds: comparedSeconds(finding?.onset, moment, windowSeconds),
      ...(baseline.before !== undefined && { before: baseline.before }),
      beforeWindowSeconds: baseline.windowSeconds,
      ...scope,
    },
    names: namesIn(topology),
    topology,
  };
}

/** The one the address names, else the one about what is selected, else about what is asked for, else the first. */
export function shownFinding(
  findings: readonly Finding[],
  { finding }: Pick<InvestigateAddress, "finding">,
  { selection, sought }: { readonly selection?: Selection | undefined; readonly sought?: Sought | undefined },
): Finding | undefined {
  return (
    findings.find(({ id }) => id === finding) ??
    findingAbout(findings, selection === undefined ? [] : [selection]) ??
    findingAbout(findings, sought?.places ?? []) ??
    findings[0]
  );
}
