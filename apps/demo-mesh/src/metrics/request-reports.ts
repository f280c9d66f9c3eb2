import type { Answer } from "../traffic/answer.ts";
import type { CompiledMesh } from "../traffic/compile.ts";
import type { LostTraffic, WayTraffic } from "../traffic/flow.ts";
import { exactly } from "../traffic/latency.ts";
import type { Reported } from "./answer-counts.ts";
import type { Participants } from "./istio-labels.ts";
import { podsOf, type ReportingPod, seenSource, waypointOf } from "./reporting.ts";

/** What one workload's proxies count of requests that went one way. */
export interface Report extends Reported {
  /** The pods that share the work, and the count. */
  readonly pods: readonly ReportingPod[];
  readonly parties: Participants;
}

/** What the proxies at both ends, or a waypoint between them, have to say, as far as there are any. */
export function reportsOf(traffic: WayTraffic, mesh: CompiledMesh): Report[] {
  const { source, target, branch, mtls } = traffic.way;
  const parties = { source: seenSource(traffic.way), target, host: branch.host, protocol: target.protocol, mtls };
  const waypoint = waypointOf(traffic.way, mesh);
  return [
    ...(source?.sidecar ? clientReports(traffic, podsOf(source, mesh), { ...parties, reporter: "source" }) : []),
    ...(waypoint ? clientReports(traffic, podsOf(waypoint, mesh), { ...parties, reporter: "waypoint" }) : []),
    ...(target.sidecar ? serverReports(traffic, podsOf(target, mesh), { ...parties, reporter: "destination" }) : []),
  ];
}

/** One for all pods where they fare alike, else one for each kind of them: each pod takes an equal share. */
function serverReports(
  { way: { id }, attemptsPerSecond, seenByServer, seenByPods }: WayTraffic,
  pods: readonly ReportingPod[],
  parties: Participants,
): Report[] {
  if (seenByPods.length === 0) {
    return [{ id: `${id} d`, way: id, pods, parties, answers: seenByServer, perSecond: attemptsPerSecond }];
  }
  return seenByPods.map(({ pods: names, answers }) => ({
    id: `${id} d ${names.join(" ")}`,
    way: id,
    pods: pods.filter(({ pod }) => names.includes(pod)),
    parties,
    answers,
    perSecond: (attemptsPerSecond * names.length) / pods.length,
  }));
}

/** As the proxy counts that chooses the pod: the caller's own, or the waypoint. */
function clientReports(
  { way: { id }, seenByClient, requestsPerSecond }: WayTraffic,
  pods: readonly ReportingPod[],
  parties: Participants,
): Report[] {
  const report = (suffix: string, seen: Participants, answers: readonly Answer[]): Report => ({
    id: `${id} ${suffix}`,
    way: id,
    pods,
    parties: seen,
    answers,
    perSecond: requestsPerSecond * answers.reduce((sum, { ratio }) => sum + ratio, 0),
  });
  const located = seenByClient.filter(({ flags }) => !isUnlocated(flags));
  const unlocated = seenByClient.filter(({ flags }) => isUnlocated(flags));
  return [report("s", parties, located), report("u", { ...parties, target: undefined }, unlocated)];
}

export function lostReport({ source, way, requestsPerSecond }: LostTraffic, mesh: CompiledMesh): Report {
  const { id, host, protocol, code, flags } = way;
  return {
    id,
    way: id,
    pods: podsOf(source.spec, mesh),
    parties: { reporter: "source", source: source.spec, target: undefined, host, protocol, mtls: false },
    answers: [{ code, grpcStatus: "", flags, ratio: 1, latency: exactly(0.4) }],
    perSecond: requestsPerSecond,
  };
}

/** No pod was chosen yet when the proxy answered by itself. */
export const isUnlocated = (flags: string) => flags === "UO" || flags === "FI" || flags.startsWith("UH");
