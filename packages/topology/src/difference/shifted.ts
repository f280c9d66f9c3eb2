import type { Difference, EdgeId, TopologyEdge, TopologyNode } from "@fyr/contract";
import { roundRatio } from "../wire-grid.ts";
import { zOfShares } from "./chance.ts";
import { comparedOf } from "./compared.ts";
import { countedOf, leastZ, ratesOf } from "./edge-differences.ts";

/** A moment, and how long it was looked at. */
export interface Looked {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
  readonly seconds: number;
}

const leastShift = 0.02;

/**
 * Traffic that moved between the versions of an app: of what one caller sends to them, the share of each. A version that
 * came or went is told as new or gone, with its share.
 */
export function shiftedBetweenVersions(now: Looked, before: Looked): Map<EdgeId, Difference> {
  const [is, was] = [splitsOf(now), splitsOf(before)];
  const found = new Map<EdgeId, Difference>();
  for (const [key, split] of is) {
    const other = was.get(key);
    if (other === undefined || new Set([...split.edges.keys(), ...other.edges.keys()]).size < 2) continue;
    for (const [id, edge] of split.edges) {
      const past = other.edges.get(id);
      if (past === undefined) continue;
      const [share, shareBefore] = [ratesOf(edge) / split.total, ratesOf(past) / other.total];
      const z = zOfShares(
        { count: countedOf(edge, now.seconds), of: split.total * now.seconds },
        { count: countedOf(past, before.seconds), of: other.total * before.seconds },
      );
      if (Math.abs(z) < leastZ || Math.abs(share - shareBefore) < leastShift) continue;
      found.set(id, {
        subject: { type: "edge", id },
        kind: "shifted",
        now: comparedOf(edge, roundRatio(share)),
        before: comparedOf(past, roundRatio(shareBefore)),
        z: Math.abs(z),
        weight: Math.abs(share - shareBefore) * split.total,
      });
    }
  }
  return found;
}

interface Split {
  readonly edges: Map<EdgeId, TopologyEdge>;
  total: number;
}

/** What each caller sends to the versions of each app. */
function splitsOf({ nodes, edges }: Looked): Map<string, Split> {
  const appOf = new Map(
    nodes.flatMap(({ id, cluster, namespace, app }) => (app ? [[id, `${cluster}/${namespace}/${app}`] as const] : [])),
  );
  const splits = new Map<string, Split>();
  for (const edge of edges) {
    const app = appOf.get(edge.target);
    if (app === undefined || ratesOf(edge) === 0) continue;
    const key = `${edge.source}>${app}:${edge.protocol}`;
    const split = splits.get(key) ?? { edges: new Map(), total: 0 };
    split.edges.set(edge.id, edge);
    split.total += ratesOf(edge);
    splits.set(key, split);
  }
  return splits;
}
