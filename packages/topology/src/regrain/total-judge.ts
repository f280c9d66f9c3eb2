import type { Health, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import { isWorse, worseOf } from "../health/health-of.ts";
import type { Judge } from "../health/judge.ts";
import { countEdge, createSideTally } from "../node-tally.ts";
import { known } from "../optional.ts";
import type { CountedBundles } from "./count-bundles.ts";
import type { EdgeAsk, NodeAsk } from "./rollup-plan.ts";

/**
 * All of several edges together, where that is worse than each of them: too few requests on each to judge, or another
 * tolerance. Undefined where it is not. Shares of a total lie between those of its parts, so most need no look.
 */
export function edgesTogether(
  judge: Judge,
  { id, source, target, protocol, isOwn, members }: EdgeAsk,
  bundles: CountedBundles,
): Health | undefined {
  const status = statusToBeat(bundles.edgesOf(members), isOwn);
  if (status === undefined) return undefined;
  const responses: EdgeTally["responses"] = new Map();
  let requests: number | undefined;
  for (const [tally] of bundles.countedOf(members)) {
    if (tally.requests !== undefined) requests = (requests ?? 0) + tally.requests;
    for (const [key, response] of tally.responses) {
      responses.set(key, { ...response, perSecond: response.perSecond + (responses.get(key)?.perSecond ?? 0) });
    }
  }
  const together = judge.edgeTogether(
    id,
    { source, target, protocol, responses, ...known("requests", requests) },
    bundles.latencyOf(members),
  );
  return isWorse(together.status, status) ? together : undefined;
}

/** The same of what several nodes receive. */
export function nodesTogether(
  judge: Judge,
  { id, place, isOwn, inbound, nodes }: NodeAsk,
  parts: () => readonly TopologyNode[],
  bundles: CountedBundles,
): Health | undefined {
  if (nodes.length < 2 && !isOwn) return undefined;
  const status = statusToBeat(parts(), isOwn);
  if (status === undefined) return undefined;
  const side = createSideTally();
  for (const [tally, edge] of bundles.countedOf(inbound)) countEdge(side, tally, edge);
  const together = judge.nodeTogether(id, place, side, bundles.latencyOf(inbound));
  return isWorse(together.status, status) ? together : undefined;
}

/** The worst of the parts, where all together may be worse than that. */
function statusToBeat(parts: readonly (TopologyEdge | TopologyNode)[], isOwn: boolean): Health["status"] | undefined {
  if (!isOwn && (parts.length < 2 || !parts.some(isOpen))) return undefined;
  const status = parts.map(({ health }) => health.status).reduce(worseOf, "unknown");
  return status === "failing" ? undefined : status;
}

function isOpen({ health: { causes, basis } }: TopologyEdge | TopologyNode): boolean {
  return causes.length > 0 || basis === "few-requests";
}
