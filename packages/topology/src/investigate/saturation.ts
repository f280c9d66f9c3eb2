import type { Saturated } from "@fyr/contract";
import type { NodePlace } from "../place.ts";
import { createPodOwners } from "../pod-owners.ts";
import { type Candidate, isRunningPlace, type Saturation } from "./candidate.ts";
import type { SeenClosely } from "./close-look.ts";
import { seenByCaller } from "./edge-line.ts";
import { averageOver, type Comparison, stretchesOf } from "./excess.ts";
import type { ContainerRow, MeshHistory } from "./history.ts";
import type { LineGraph } from "./node-excess.ts";
import { valueAt } from "./numbers.ts";

/** What containers of a workload came near their bounds. */
export type ContainersOf = (place: NodePlace) => readonly ContainerRow[];

/**
 * Every container that came near its bounds, by the workloads of a mesh. Kubelets do not say of which cluster they are:
 * of namesakes in several nobody can tell whose it is.
 */
export function containersByWorkload({ containers }: MeshHistory, { into, outOf }: LineGraph): ContainersOf {
  if (containers.length === 0) return () => [];
  const places = [...into.values()].flat().map(({ target }) => target);
  const callers = [...outOf.values()].flat().map(({ source }) => source);
  const named = new Map(
    [...places, ...callers].flatMap(({ namespace, workload }) =>
      namespace === undefined || workload === undefined
        ? []
        : [[nameOf(namespace, workload), { namespace, name: workload }] as const],
    ),
  );
  const clusters = Map.groupBy([...places, ...callers], ({ namespace, workload }) => nameOf(namespace, workload));
  const isOne = (name: string) => new Set(clusters.get(name)?.map(({ cluster }) => cluster)).size === 1;
  const ownerOf = createPodOwners(named.values());
  const byWorkload = Map.groupBy(containers, ({ namespace, pod }) =>
    nameOf(namespace, ownerOf(namespace, pod) ?? `pod ${pod}`),
  );
  return ({ namespace, workload }) => {
    const name = nameOf(namespace, workload);
    return namespace === undefined || workload === undefined || !isOne(name) ? [] : (byWorkload.get(name) ?? []);
  };
}

function nameOf(namespace = "", workload = ""): string {
  return `${namespace}/${workload}`;
}

/** From these levels on a container has too little: of throttled periods, of its memory limit. */
export const tooLittle = { throttled: 0.25, memory: 0.95 };
const proxyName = "istio-proxy";

export function scarceIn({ container, measure }: ContainerRow): Saturated {
  if (measure === "memory") return "memory";
  return container === proxyName ? "proxy-cpu" : "cpu";
}

/** Most telling first: what has no CPU is slow whatever else it lacks. */
export const scarceOrder: readonly Saturated[] = ["cpu", "proxy-cpu", "connections", "memory"];

/** The candidate, with what it has too little of since its trouble began. */
export function withSaturation(candidate: Candidate, containersOf: ContainersOf, seen?: SeenClosely): Candidate {
  const { origin, nodes, within } = candidate;
  if (isRunningPlace(origin)) return candidate;
  const place = origin.type === "node" ? origin.node : origin.line.target;
  const rows = containersOf(place).filter(({ pod }) => within?.pod === undefined || pod === within.pod);
  const served = nodes.flatMap(({ id }) => (id === place.id ? (seen?.pods.get(id) ?? []) : []));
  const podCount =
    within?.pod === undefined ? served.filter(({ requests }) => valueAt(requests, requests.length - 1) > 0).length : 1;
  const found = [...pressedPods(rows, candidate.comparison, podCount), ...fullPool(candidate)];
  const [saturation] = found.toSorted((a, b) => scarceOrder.indexOf(a.of) - scarceOrder.indexOf(b.of));
  return saturation === undefined ? candidate : { ...candidate, saturation };
}

type Known = Saturation & { readonly of: Saturated };

/** Half of the pods at least have too little of it, and had more before. `podCount`: 0 where it is not known. */
function pressedPods(rows: readonly ContainerRow[], comparison: Comparison, podCount: number): Known[] {
  const stretches = stretchesOf(comparison);
  const pressed = rows.flatMap((row) => {
    const [now, before] = [stretches.now, stretches.before].map((stretch) =>
      averageOver(row.ratio, comparison.bins, stretch),
    ) as [number, number];
    const isNew = comparison.isChronic || before <= 0.5 * now;
    return now >= tooLittle[row.measure] && isNew ? [{ row, now, before }] : [];
  });
  const byScarce = Map.groupBy(pressed, ({ row }) => scarceIn(row));
  return [...byScarce].flatMap(([of, found]) => {
    const pods = new Set(found.map(({ row }) => row.pod));
    if (2 * pods.size < podCount) return [];
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return [{ of, now: Math.min(1, mean(found.map(({ now }) => now))) }];
  });
}

const mostOfFailures = 0.5;

/** `UO`: Envoy turned requests away, since as many as may be were on their way already. */
function fullPool({ edges, comparison, trouble }: Candidate): Known[] {
  if (!trouble.isFailing) return [];
  const { now, before } = stretchesOf(comparison);
  const shares = [now, before].map((stretch) => {
    let [asked, failed, turnedAway] = [0, 0, 0];
    for (const line of edges) {
      const side = seenByCaller(line);
      const rate = (values: ArrayLike<number>) => averageOver(values, comparison.bins, stretch);
      asked += rate(line.asked);
      failed += rate(side?.failed ?? []) + rate(side?.late ?? []);
      for (const [flags, values] of side?.flags ?? []) if (flags.split(",").includes("UO")) turnedAway += rate(values);
    }
    return { ofFailed: turnedAway / Math.max(1e-9, failed), ofAsked: turnedAway / Math.max(1e-9, asked) };
  });
  const [since, usual] = shares;
  if (since === undefined || since.ofFailed < mostOfFailures) return [];
  return [
    {
      of: "connections",
      now: Math.min(1, since.ofAsked),
      ...(usual !== undefined && !comparison.isChronic && { before: Math.min(1, usual.ofAsked) }),
    },
  ];
}

/** Its CPU is its own: nobody it waits for takes any. */
export function lacksCpu({ saturation }: Candidate): boolean {
  return saturation?.of === "cpu" || saturation?.of === "proxy-cpu";
}
