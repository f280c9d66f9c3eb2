import type { EdgeId, Grain, NodeId, Rollup, RollupId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { byId, rollupIdOf } from "../ids.ts";
import { createKeptItems } from "../kept/kept-items.ts";
import { type Cut, cutOf, isFinest } from "./cut.ts";
import { type EdgeGroup, type Groups, groupsOf, type NodeGroup } from "./groups.ts";
import { partsOfEdge } from "./judged-parts.ts";
import { latencyOf, timedEndsOf } from "./member-latency.ts";
import { mergedEdge } from "./merge-edge.ts";
import { mergedNode, type NodeSources } from "./merge-node.ts";
import { shapeOf } from "./shape.ts";

/** A picture of workloads at a coarser cut. */
export interface Regrained {
  readonly topology: Topology;
  readonly groups: Groups;
}

/**
 * What a picture of workloads looks like at a coarser grain. Numbers are those a picture of that grain would have, but
 * for the rounding of what is added up; percentiles of what merges several edges come from `rollups` or are absent.
 * Totals, namespaces and problems stay those of the workloads.
 */
export function regrain(picture: Topology, grain: Grain, options: { readonly serviceNodes?: boolean } = {}): Topology {
  return createRegrain()(picture, cutOf(grain, options.serviceNodes)).topology;
}

/** Nodes and edges that stand for the same unchanged ones as in the call before stay the same objects. */
export function createRegrain(): (picture: Topology, cut: Cut) => Regrained {
  const kept = createKept();
  return (picture, cut) => {
    kept.edges.turn();
    kept.nodes.turn();
    return cutPicture(picture, cut, kept);
  };
}

type Kept = ReturnType<typeof createKept>;

function createKept() {
  return { edges: createKeptItems<EdgeId, TopologyEdge>(), nodes: createKeptItems<NodeId, TopologyNode>() };
}

function cutPicture(picture: Topology, cut: Cut, kept: Kept): Regrained {
  const rollups = new Map((picture.rollups ?? []).map((rollup) => [rollup.id, rollup]));
  const whole = wholeEdgesOf(picture, cut);
  const groups = groupsOf(shapeOf(picture), cut, whole);
  if (isFinest(cut)) return { topology: picture, groups };
  const merge = mergersFor(picture, cut, rollups, kept);
  return {
    topology: {
      ...picture,
      grain: cut.grain,
      ...(cut.serviceNodes && { serviceNodes: true as const }),
      nodes: groups.nodes.map(merge.node).sort(byId),
      edges: groups.edges.map(merge.edge).sort(byId),
    },
    groups,
  };
}

/** Edges of a cut that came whole. */
function wholeEdgesOf({ rollups = [] }: Topology, { grain, serviceNodes }: Cut) {
  return rollups.flatMap(({ id, edge, parts }) =>
    edge !== undefined && parts !== undefined && rollupIdOf(grain, edge.id, serviceNodes) === id
      ? [{ edge, parts }]
      : [],
  );
}

function mergersFor(picture: Topology, cut: Cut, rollups: ReadonlyMap<RollupId, Rollup>, kept: Kept) {
  const ends = timedEndsOf(picture);
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  const sources: NodeSources = { ends, edgesOf: countEnds(picture.edges), isOutside: outsideOf(picture.nodes) };
  return {
    edge: (group: EdgeGroup): TopologyEdge => {
      const rollup = rollups.get(rollupIdOf(cut.grain, group.id, cut.serviceNodes));
      const judged = partsOfEdge(group.parts, nodes);
      const isOutside = [group.source, group.target].some(({ place }) => sources.isOutside(place));
      const latency = rollup?.latencyMs ?? latencyOf(group.members, ends);
      const { p50, p95, p99, mean } = latency ?? {};
      const of = [
        rollup,
        p50,
        p95,
        p99,
        mean,
        ...group.members,
        ...judged.flatMap(({ name, health }) => [name, health]),
      ];
      return kept.edges.keep(group.id, of, () => mergedEdge(group, latency, judged, { rollup, isOutside }));
    },
    node: (group: NodeGroup): TopologyNode => {
      const rollup = rollups.get(rollupIdOf(cut.grain, group.place.id, cut.serviceNodes));
      const edges = [...group.inbound, undefined, ...group.outbound].flatMap((side) => side?.members);
      const flags =
        group.place.kind === "service" ? rollups.get(rollupIdOf("service", group.place.id))?.flags : undefined;
      const of = [rollup, flags, ...group.parts, undefined, ...group.behind, undefined, ...edges];
      return kept.nodes.keep(group.place.id, of, () =>
        mergedNode(
          group,
          rollup && flags
            ? { ...rollup, flags }
            : (rollup ?? (flags && { id: rollupIdOf(cut.grain, group.place.id, cut.serviceNodes), flags })),
          sources,
        ),
      );
    },
  };
}

function countEnds(edges: readonly TopologyEdge[]): NodeSources["edgesOf"] {
  const into = new Map<string, number>();
  const outOf = new Map<string, number>();
  for (const { source, target } of edges) {
    into.set(target, (into.get(target) ?? 0) + 1);
    outOf.set(source, (outOf.get(source) ?? 0) + 1);
  }
  return { into, outOf };
}

function outsideOf(nodes: readonly TopologyNode[]): NodeSources["isOutside"] {
  const outside = new Set(
    nodes.filter(({ flags }) => flags.includes("outsideScope")).map((node) => `${node.cluster}/${node.namespace}`),
  );
  return ({ cluster, namespace }) => outside.has(`${cluster}/${namespace}`);
}
