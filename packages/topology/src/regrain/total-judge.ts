import type { Health, RollupId, TopologyNode } from "@fyr/contract";
import { type ResponseTally, withResponse } from "../edge-tally.ts";
import { isWorse } from "../health/health-of.ts";
import type { Judge } from "../health/judge.ts";
import type { KeptSubjects } from "../kept/kept-subjects.ts";
import { answersOn, type CountedEdge, tallyOfEdges } from "../node-tally.ts";
import { known } from "../optional.ts";
import { rowsOf } from "../rows-of.ts";
import type { CountedBundle, CountedBundles } from "./count-bundles.ts";
import { isOpen, worstOf } from "./open-parts.ts";
import type { EdgeAsk, NodeAsk } from "./rollup-plan.ts";

/** What was found of totals, from build to build: of one inventory and of the same tolerances. */
export type KeptTotals = KeptSubjects<RollupId, Health>;

/**
 * All of several edges together, where that is worse than each of them: too few requests on each to judge, or another
 * tolerance. Undefined where it is not. Shares of a total lie between those of its parts, so most need no look.
 */
export function edgesTogether(
  judge: Judge,
  ask: EdgeAsk,
  bundles: CountedBundles,
  kept: KeptTotals,
): Health | undefined {
  const bundle = bundles.of(ask.members);
  const status = statusToBeat(bundle, bundle.edges.length, ask.isOwn);
  if (status === undefined) return undefined;
  const together = kept.keep(ask.id, [ask, bundle], judge, () =>
    judge.edgeTogether(ask.id, trafficOf(ask, bundles.countedOn(ask.members)), bundles.latencyOf(bundle)),
  );
  return isWorse(together.status, status) ? together : undefined;
}

function trafficOf({ source, target, protocol }: EdgeAsk, counted: readonly CountedEdge[]) {
  let responses: readonly ResponseTally[] = [];
  let requests: number | undefined;
  for (const [tally, edge] of counted) {
    if (tally.requests !== undefined) requests = (requests ?? 0) + tally.requests;
    for (const response of answersOn(tally, edge).responses) responses = withResponse(responses, response);
  }
  return { source, target, protocol, responses, ...known("requests", requests) };
}

/** The same of what several nodes receive. `nodes`: those of the picture. */
export function nodesTogether(
  judge: Judge,
  ask: NodeAsk,
  nodes: readonly TopologyNode[],
  bundles: CountedBundles,
  kept: KeptTotals,
): Health | undefined {
  if (ask.nodes.length < 2 && !ask.isOwn) return undefined;
  const parts = rowsOf(nodes, ask.nodes);
  const all = { status: worstOf(parts), isOpen: parts.some(isOpen) };
  const status = statusToBeat(all, parts.length, ask.isOwn);
  if (status === undefined) return undefined;
  const bundle = bundles.of(ask.inbound);
  const together = kept.keep(ask.id, [ask, bundle], judge, () =>
    judge.nodeTogether(ask.id, ask.place, tallyOfEdges(bundles.countedOn(ask.inbound)), bundles.latencyOf(bundle)),
  );
  return isWorse(together.status, status) ? together : undefined;
}

/** The worst of the parts, where all together may be worse than that. */
function statusToBeat(
  { status, isOpen: mayBeWorse }: Pick<CountedBundle, "status" | "isOpen">,
  parts: number,
  isOwn: boolean,
): Health["status"] | undefined {
  if (!isOwn && (parts < 2 || !mayBeWorse)) return undefined;
  return status === "failing" ? undefined : status;
}
