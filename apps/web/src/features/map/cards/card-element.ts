import type { HealthStatus, NodeId, Topology, TopologyNode } from "@fyr/contract";
import { rate } from "../../../ui/format.ts";
import { worse } from "../../../view/line-sum.ts";
import { wholeOf } from "../../../view/shown-picture.ts";
import { accentOf, workloadsByBox } from "../namespace-boxes.ts";
import type { NodeElement } from "../node-element.ts";
import { CARD_SIZE } from "./card-size.ts";

interface CardSource {
  readonly id: NodeId;
  readonly box: string;
  readonly members: readonly TopologyNode[];
}

/** `problems`: how many in each box. */
export function cardElement(
  { id, box, members }: CardSource,
  topology: Topology,
  problems: ReadonlyMap<string, number>,
): NodeElement {
  const [first] = members;
  const bare = first?.namespace ?? box;
  const title = topology.clusters.length > 1 ? `${first?.cluster} / ${bare}` : bare;
  const workloads = workloadsByBox(topology).get(box) ?? members.filter((node) => node.kind !== "service").length;
  const status = members.map(({ health }) => health.status).reduce(worse, "unknown" as HealthStatus);
  const unwell = members.filter(({ health }) => health.status === "failing" || health.status === "degraded").length;
  const meta = trafficOf(topology, first);
  const count = problems.get(box) ?? 0;
  const said = count === 0 ? "" : `, ${count} ${count === 1 ? "problem" : "problems"}`;
  return {
    id,
    shape: "card",
    title,
    meta,
    status,
    noSidecar: false,
    badges: [],
    words: () => `namespace ${title}, folded, ${workloads} workloads, ${status}${said}, ${meta}`,
    card: {
      id: box,
      name: title,
      members: members.map((member) => member.id),
      workloads,
      accent: accentOf(bare),
      problems: count,
      badShare: unwell / Math.max(1, members.length),
    },
    ...CARD_SIZE,
  };
}

/** Problems by box: those of calls count where they arrive. */
export function problemsByBox(topology: Topology, boxOf: (node: TopologyNode) => string | undefined) {
  const counts = new Map<string, number>();
  if (topology.problems.length === 0) return counts;
  const whole = wholeOf(topology);
  const nodes = new Map<string, TopologyNode>(whole.nodes.map((node) => [node.id, node]));
  const targets = new Map<string, string>(whole.edges.map(({ id, target }) => [id, target]));
  for (const { subject, status } of topology.problems) {
    const node = nodes.get(subject.type === "edge" ? (targets.get(subject.id) ?? "") : subject.id);
    const box = node === undefined ? undefined : boxOf(node);
    if (status !== "notice" && box !== undefined) counts.set(box, (counts.get(box) ?? 0) + 1);
  }
  return counts;
}

function trafficOf({ namespaces }: Topology, member: TopologyNode | undefined): string {
  const summary = namespaces.find(({ name, cluster }) => name === member?.namespace && cluster === member.cluster);
  const { inRequestsPerSecond, outRequestsPerSecond } = summary ?? {};
  if (inRequestsPerSecond === undefined && outRequestsPerSecond === undefined) return "no requests";
  const side = (name: string, perSecond: number | undefined) =>
    perSecond === undefined ? [] : [`${name} ${rate(perSecond).value}/s`];
  return [...side("in", inRequestsPerSecond), ...side("out", outRequestsPerSecond)].join(" · ");
}
