import type { Finding, Investigation, Place, Topology } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { investigation } from "../../api/queries.ts";
import { useNow } from "../../live/use-now.ts";
import type { InvestigateAddress } from "../../view/investigation.ts";
import { useInvestigation } from "../../view/use-investigation.ts";
import { useView } from "../../view/use-view.ts";
import { type Baseline, baselineOf, comparedSeconds } from "./baseline/baseline.ts";
import { type Names, namesIn } from "./names.ts";

/** What everything on the page stands on. */
export interface Incident {
  readonly query: { readonly isPending: boolean; readonly error: Error | null; readonly refetch: () => unknown };
  readonly investigation: Investigation | undefined;
  /** The one that is looked at. */
  readonly finding: Finding | undefined;
  readonly baseline: Baseline;
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
  const [{ at, windowSeconds, namespaces, selection }] = useView();
  const [address] = useInvestigation();
  const now = useNow();
  const scope = namespaces && { namespaces: namespaces.join(",") };
  const query = useQuery(investigation({ ...(at !== undefined && { at }), ...scope }));
  const finding = shownFinding(query.data?.findings ?? [], address, selection?.id);
  const moment = at === undefined ? now : Date.parse(at);
  const baseline = baselineOf(address, finding?.onset, moment, windowSeconds);
  return {
    query,
    investigation: query.data,
    finding,
    baseline,
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

/** The one the address names, else the one about what is selected, else the first; another where that is over. */
export function shownFinding(
  findings: readonly Finding[],
  { finding }: Pick<InvestigateAddress, "finding">,
  selected: string | undefined,
): Finding | undefined {
  const isAt = (place: Place) => place.type !== "host" && place.id === selected;
  return (
    findings.find(({ id }) => id === finding) ??
    findings.find(({ origin }) => isAt(origin)) ??
    findings.find(({ symptoms }) => symptoms.some(({ place }) => isAt(place))) ??
    findings[0]
  );
}
