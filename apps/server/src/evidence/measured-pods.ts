import type { MeasuredPod, MeasuredPods, Pod, Quantiles } from "@fyr/contract";
import { histogramQuantile, type PodCounts, standsOut } from "@fyr/topology";
import type { Telemetry } from "../observer/source/telemetry.ts";

type Answer<Name extends keyof Telemetry> = Awaited<ReturnType<Telemetry[Name]>>;
type PodTraffic = Answer<"podTraffic">["pods"][number];
type PodContainers = Answer<"podContainers">[number];

/** What was read of a workload's pods, each source by itself. */
export interface PodsRead {
  readonly traffic: Answer<"podTraffic">;
  readonly containers: readonly PodContainers[];
  readonly connections: Answer<"connectionsTo">;
  /** As Kubernetes has them now. */
  readonly states: readonly Pod[];
  /** Of Kubernetes nodes. */
  readonly zones: ReadonlyMap<string, string>;
  readonly windowSeconds: number;
}

/** The pods beside each other, by name, and who stands out among them. */
export function comparePods(read: PodsRead): Pick<MeasuredPods, "pods" | "standsOut" | "connections" | "notCollected"> {
  const { traffic, containers, connections, states } = read;
  const trafficOf = new Map(traffic.pods.map((pod) => [pod.name, pod]));
  const containersOf = new Map(containers.map((pod) => [pod.name, pod]));
  const stateOf = new Map(states.map((pod) => [pod.name, pod]));
  const names = [...new Set([...trafficOf.keys(), ...containersOf.keys(), ...stateOf.keys()])].sort();
  const pods = names.map((name) => {
    const parts = { traffic: trafficOf.get(name), containers: containersOf.get(name), state: stateOf.get(name) };
    return measuredPod(name, parts, read.zones);
  });
  const found = standsOut(pods.flatMap((pod) => countsOf(pod, trafficOf.get(pod.name), read.windowSeconds)));
  return {
    pods,
    ...(found !== undefined && { standsOut: found }),
    ...(connections !== undefined && { connections }),
    notCollected: notCollected(read),
  };
}

interface PodParts {
  readonly traffic: PodTraffic | undefined;
  readonly containers: PodContainers | undefined;
  readonly state: Pod | undefined;
}

function measuredPod(
  name: string,
  { traffic, containers, state }: PodParts,
  zones: ReadonlyMap<string, string>,
): MeasuredPod {
  const host = state?.host ?? traffic?.host;
  const zone = host === undefined ? undefined : zones.get(host);
  const { name: _, ...collected } = containers ?? { name };
  return {
    name,
    ...(host !== undefined && { host }),
    ...(zone !== undefined && { zone }),
    ...(state !== undefined && { state }),
    ...(traffic !== undefined && numbersOf(traffic)),
    ...collected,
  };
}

function numbersOf(traffic: PodTraffic): Pick<MeasuredPod, "requestsPerSecond" | "errorRatio" | "latencyMs"> {
  const { requestsPerSecond, unclassifiedPerSecond, errorsPerSecond } = traffic;
  const classified = requestsPerSecond - unclassifiedPerSecond;
  const latencyMs = quantilesOf(traffic);
  return {
    requestsPerSecond,
    ...(classified > 0 && { errorRatio: Math.min(1, errorsPerSecond / classified) }),
    ...(latencyMs !== undefined && { latencyMs }),
  };
}

function quantilesOf({ histogram, meanMs }: PodTraffic): Quantiles | undefined {
  if (histogram === undefined) return undefined;
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((q) => histogramQuantile(q, histogram));
  if (p50 === undefined || p95 === undefined || p99 === undefined) return undefined;
  return { p50, p95, p99, ...(meanMs !== undefined && { mean: meanMs }) };
}

/** Rates as the numbers of requests they are of. */
function countsOf(pod: MeasuredPod, traffic: PodTraffic | undefined, seconds: number): PodCounts[] {
  if (traffic === undefined) return [];
  const { name, host, zone, latencyMs } = pod;
  const requests = Math.round((traffic.requestsPerSecond - traffic.unclassifiedPerSecond) * seconds);
  return [
    {
      name,
      requests,
      failed: Math.min(requests, Math.round(traffic.errorsPerSecond * seconds)),
      ...(host !== undefined && { host }),
      ...(zone !== undefined && { zone }),
      ...(latencyMs !== undefined && { latencyMs }),
    },
  ];
}

function notCollected({ traffic, containers, connections }: PodsRead): MeasuredPods["notCollected"] {
  const lacks = (field: keyof PodContainers) => containers.every((pod) => pod[field] === undefined);
  return [
    ...(traffic.arePodsNamed ? [] : (["pod-labels"] as const)),
    ...(lacks("cpuCores") ? (["cpu"] as const) : []),
    ...(lacks("throttledRatio") ? (["throttling"] as const) : []),
    ...(lacks("memoryBytes") ? (["memory"] as const) : []),
    ...(connections === undefined ? (["envoy"] as const) : []),
  ];
}
