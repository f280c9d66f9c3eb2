import { countedRate } from "../mesh/chance.ts";
import { POD_CORES, workloadKey } from "../mesh/mesh-spec.ts";
import type { Answer } from "./answer.ts";
import { failureRatio, isFailure } from "./answer.ts";
import type { Call, CompiledMesh, LostWay, Station, Way } from "./compile.ts";
import type { MeshEffects } from "./effects.ts";
import { type Steered, steer } from "./ejections.ts";
import { momentsOrNone, type Outcome, settle, type Working } from "./settle.ts";
import {
  type AnsweringPods,
  type CallResult,
  type PodLoad,
  type StationAnswers,
  stationAnswers,
  type WorkingPods,
} from "./station.ts";

/** What goes one way, per second. Answers are shares of the rate beside them. */
export interface WayTraffic {
  readonly way: Way;
  readonly requestsPerSecond: number;
  readonly seenByClient: readonly Answer[];
  /** Every try that reached the target. */
  readonly attemptsPerSecond: number;
  readonly seenByServer: readonly Answer[];
  /** The same by pods of the target, where they fare differently. */
  readonly seenByPods: readonly AnsweringPods[];
}

export interface LostTraffic {
  readonly source: Station;
  readonly way: LostWay;
  readonly requestsPerSecond: number;
}

export interface StationTraffic {
  readonly station: Station;
  readonly arrivingPerSecond: number;
  readonly sentPerSecond: number;
  /** Its pods, by how they fare. */
  readonly working: readonly WorkingPods[];
}

export interface Traffic {
  readonly ways: readonly WayTraffic[];
  readonly lost: readonly LostTraffic[];
  readonly stations: readonly StationTraffic[];
}

export interface StepInput {
  readonly mesh: CompiledMesh;
  readonly effects: MeshEffects;
  /** Requests per second from outside at each gateway. */
  readonly entryPerSecond: number;
  /** Unix seconds. */
  readonly moment: number;
  /** How long it lasts, s: the longer, the less chance shows. */
  readonly seconds: number;
}

/**
 * Lets requests flow down the call tree and answers up again. Retries and circuit breakers act on what the step
 * before found, so a change settles within a few steps, as it does in a mesh.
 */
export function createFlow(seed: number): (input: StepInput) => Traffic {
  const outcomes = new Map<string, Outcome>();
  const meanMs = new Map<string, number>();
  return (input) => {
    const { rates, arrivals, steered } = flowDown(input, outcomes, seed);
    const answers = new Map<string, StationAnswers>();
    for (const station of input.mesh.stations.toReversed()) {
      const results = station.calls.map((call) =>
        callResult(call, station, input, { rates, answers, outcomes, meanMs, steered }),
      );
      const loads = loadsOf(station, arrivals.get(station.key) ?? 0, input.effects);
      const effect = input.effects.workloads.get(station.key) ?? {};
      answers.set(station.key, stationAnswers(station.spec, loads, results, effect));
    }
    const working = { rates, answers, outcomes, meanMs, steered };
    for (const way of outsideWays(input)) settle(way, undefined, input.effects, working);
    return collect(input, rates, arrivals, { outcomes, answers });
  };
}

function outsideWays({ mesh, effects }: StepInput): Way[] {
  return effects.plaintextCallers.flatMap(({ host }) => [...mesh.plaintextWays(host)]);
}

/** Requests per second by way and arrivals by workload, callers first. */
function flowDown(
  { mesh, effects, entryPerSecond, moment, seconds }: StepInput,
  outcomes: Map<string, Outcome>,
  seed: number,
) {
  const rates = new Map<string, number>();
  const arrivals = new Map<string, number>();
  const steered = new Map<string, Steered>();
  const send = (way: Way, wanted: number) => {
    const share = steered.get(way.id)?.share ?? way.share;
    const rate = countedRate(wanted * share, seconds, { seed, stream: way.stream, moment });
    rates.set(way.id, (rates.get(way.id) ?? 0) + rate);
    const target = workloadKey(way.target);
    const reached = outcomes.get(way.id)?.attemptsReached ?? (way.refused ? 0 : 1);
    arrivals.set(target, (arrivals.get(target) ?? 0) + rate * reached);
  };
  for (const { host, perSecond } of effects.plaintextCallers) {
    for (const way of mesh.plaintextWays(host)) send(way, perSecond);
  }
  for (const station of mesh.stations) {
    if (station.spec.role === "gateway")
      arrivals.set(station.key, station.pods.length > 0 ? entryPerSecond * effects.entering : 0);
    const arriving = arrivals.get(station.key) ?? 0;
    for (const { spec, ways, lost, mirrors } of station.calls) {
      const made = arriving * spec.perRequest;
      if (ways.some(({ outliers }) => outliers)) {
        const perClient = ({ share }: Way) => (made * share) / Math.max(1, station.pods.length);
        const failing = ({ id }: Way) => outcomes.get(id)?.failing ?? 0;
        for (const [id, of] of steer(ways, { failing, perClient })) steered.set(id, of);
      }
      for (const way of [...ways, ...mirrors]) send(way, made);
      for (const { id, share } of lost) rates.set(id, (rates.get(id) ?? 0) + made * share);
    }
  }
  return { rates, arrivals, steered };
}

/** How the station's pods fare when so much arrives. */
function loadsOf({ spec, pods }: Station, arriving: number, { steal, pods: effects }: MeshEffects): PodLoad[] {
  return pods.map(({ name, node }) => {
    const stolen = steal.get(node) ?? 0;
    const effect = effects.get(name);
    const busy = busyOf(arriving / pods.length, spec.cpuMsPerRequest, stolen);
    return { name, busy, steal: stolen, ...(effect && { effect }) };
  });
}

/** A pod may use `POD_CORES`, less what the host takes away. */
function busyOf(perSecond: number, cpuMs: number, stolen: number): number {
  return (perSecond * cpuMs) / 1000 / POD_CORES / (1 - stolen);
}

function callResult(call: Call, station: Station, input: StepInput, working: Working): CallResult {
  const { spec, ways, lost, mirrors } = call;
  for (const way of mirrors) settle(way, station, input.effects, working);
  const seen = ways.flatMap((way) =>
    settle(way, station, input.effects, working).seenByClient.map((answer) => ({
      ...answer,
      ratio: answer.ratio * (working.steered.get(way.id)?.share ?? way.share),
    })),
  );
  const lostShare = lost.reduce(
    (sum, { share, code }) => sum + (code.startsWith("5") || code === "404" ? share : 0),
    0,
  );
  const failed = seen.filter(isFailure);
  const fine = seen.filter((answer) => !isFailure(answer));
  return {
    perRequest: spec.perRequest,
    propagates: spec.propagates,
    failureRatio: Math.min(1, failureRatio(seen) + lostShare),
    succeeded: momentsOrNone(fine),
    failed: momentsOrNone(failed),
  };
}

function collect(
  input: StepInput,
  rates: ReadonlyMap<string, number>,
  arrivals: ReadonlyMap<string, number>,
  { outcomes, answers }: Pick<Working, "answers"> & { readonly outcomes: ReadonlyMap<string, Outcome> },
): Traffic {
  const ways: WayTraffic[] = [];
  const lost: LostTraffic[] = [];
  const told = new Set<string>();
  const add = (way: Way) => {
    const outcome = outcomes.get(way.id);
    if (!outcome || told.has(way.id)) return 0;
    told.add(way.id);
    const requestsPerSecond = rates.get(way.id) ?? 0;
    const { seenByClient, seenByServer, seenByPods, attemptsReached } = outcome;
    ways.push({
      way,
      requestsPerSecond,
      seenByClient,
      attemptsPerSecond: requestsPerSecond * attemptsReached,
      seenByServer,
      seenByPods,
    });
    return requestsPerSecond;
  };
  const stations = input.mesh.stations.map((station) => {
    let sentPerSecond = 0;
    for (const call of station.calls) {
      for (const way of [...call.ways, ...call.mirrors]) sentPerSecond += add(way);
      for (const way of call.lost) lost.push({ source: station, way, requestsPerSecond: rates.get(way.id) ?? 0 });
    }
    const working = answers.get(station.key)?.kinds ?? [];
    return { station, arrivingPerSecond: arrivals.get(station.key) ?? 0, sentPerSecond, working };
  });
  for (const way of outsideWays(input)) add(way);
  return { ways, lost, stations };
}
