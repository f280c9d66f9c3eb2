import type { Marker } from "@fyr/contract";
import { type ClusterTimeline, markerId } from "@fyr/kubernetes";
import type { ContainerHappening, Happenings, StealSpan } from "@fyr/prometheus";
import { formatInstant } from "../observer/instant-text.ts";
import { alertMarkers } from "./alert-markers.ts";

type Concerns = ClusterTimeline["concerns"];

/** A pod that restarts again within so long restarts still. */
const sameTroubleSeconds = 900;
/** The containers of a pod that restart within so long do so together, and those of a new pod begin. */
const togetherSeconds = 60;

/**
 * What metrics tell of hosts, containers and alerts. Without a cluster nobody knows whose they are. `startOf`: when a pod
 * that is there now came to be, Unix seconds.
 */
export function metricMarkers(
  { steal, restarts: began, oomKills, alerts }: Happenings,
  concerns: Concerns | undefined,
  startOf: (pod: Pick<ContainerHappening, "namespace" | "pod">) => number | undefined = () => undefined,
): Marker[] {
  // The next pod of a StatefulSet has the name of the last.
  const restarts = began.filter((each) => each.at > (startOf(each) ?? Number.NEGATIVE_INFINITY) + togetherSeconds);
  return [
    ...steal.map((span) => stealMarker(span, concerns)),
    ...grouped(restarts).map((group) => podMarker("pod-restart", group, concerns)),
    ...grouped(oomKills).map((group) => podMarker("oom-kill", group, concerns)),
    ...alertMarkers(alerts, concerns),
  ];
}

function stealMarker(span: StealSpan, concerns: Concerns | undefined): Marker {
  const { from, until, ratio } = span;
  const host = concerns?.nodeNamed(span.host) ?? span.host;
  const [object, at] = [{ kind: "Node", name: host }, formatInstant(Math.round(from))];
  return {
    id: markerId("cpu-steal", object, at),
    at,
    ...(until !== undefined && { until: formatInstant(Math.round(until)) }),
    kind: "cpu-steal",
    object,
    to: `${Math.round(ratio * 100)} %`,
    ...(concerns?.onNode(host) ?? { workloads: [], services: [] }),
    host,
    knownFrom: "metrics",
  };
}

function podMarker(
  kind: "pod-restart" | "oom-kill",
  group: readonly ContainerHappening[],
  concerns: Concerns | undefined,
): Marker {
  const [first, last] = [group[0], group.at(-1)] as [ContainerHappening, ContainerHappening];
  const { namespace, pod } = first;
  const containers = [...new Set(group.flatMap(({ container }) => container ?? []))].sort().join(", ");
  const count = group.filter(
    ({ at }, place) => at - (group[place - 1]?.at ?? Number.NEGATIVE_INFINITY) > togetherSeconds,
  ).length;
  const [object, at] = [{ kind: "Pod", namespace, name: pod }, formatInstant(Math.round(first.at))];
  return {
    id: markerId(kind, object, at),
    at,
    ...(count > 1 && { until: formatInstant(Math.round(last.at)), count }),
    kind,
    object,
    ...(containers !== "" && { message: containers }),
    ...(concerns?.ofPodName(namespace, pod) ?? { workloads: [], services: [] }),
    knownFrom: "metrics",
  };
}

function grouped(happenings: readonly ContainerHappening[]): ContainerHappening[][] {
  const byPod = Map.groupBy(happenings, ({ namespace, pod }) => `${namespace}/${pod}`);
  return [...byPod.values()].flatMap((own) => {
    const groups: ContainerHappening[][] = [];
    for (const each of own.toSorted((a, b) => a.at - b.at)) {
      const current = groups.at(-1);
      if (current !== undefined && each.at - (current.at(-1)?.at ?? 0) <= sameTroubleSeconds) current.push(each);
      else groups.push([each]);
    }
    return groups;
  });
}
