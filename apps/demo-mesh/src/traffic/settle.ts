import { workloadKey } from "../mesh/mesh-spec.ts";
import { type Answer, failureRatio } from "./answer.ts";
import { type AttemptConditions, attempt } from "./attempt.ts";
import { clientRequest } from "./client-request.ts";
import type { Station, Way } from "./compile.ts";
import type { MeshEffects } from "./effects.ts";
import type { Steered } from "./ejections.ts";
import { blend, type Moments, momentsOf, NO_TIME } from "./latency.ts";
import { shareTurnedAway } from "./queueing.ts";
import type { AnsweringPods, StationAnswers } from "./station.ts";

/** What is known of a way from the step before: queues and retries answer to it. */
export interface Outcome {
  readonly seenByClient: readonly Answer[];
  readonly seenByServer: readonly Answer[];
  /** Where the target's pods fare differently. */
  readonly seenByPods: readonly AnsweringPods[];
  readonly attemptsReached: number;
  /** Share of the tries that failed for which the workload or the way to it is to blame, 0..1. */
  readonly failing: number;
}

/** What one step goes by: all by way, answers by workload. */
export interface Working {
  readonly steered: ReadonlyMap<string, Steered>;
  readonly rates: ReadonlyMap<string, number>;
  readonly answers: ReadonlyMap<string, StationAnswers>;
  readonly outcomes: Map<string, Outcome>;
  readonly meanMs: Map<string, number>;
}

/** Works out how requests fare that go this way, and remembers it. */
export function settle(way: Way, source: Station | undefined, effects: MeshEffects, working: Working): Outcome {
  const { target, branch } = way;
  const key = workloadKey(target);
  const { retries, timeoutMs } = branch;
  const limits = [retries.perTryTimeoutMs, timeoutMs, target.protocol === "tcp" ? QUERY_LIMIT_MS : undefined];
  const known = limits.filter((limit) => limit !== undefined);
  const effect = effects.workloads.get(key);
  const answering = working.answers.get(key);
  const conditions = {
    protocol: target.protocol,
    network: target.role === "external" ? FAR : NEAR,
    refused: way.refused ? 1 : (effect?.refused ?? 0),
    refusedAfterMs: effect?.refusedAfterMs ?? REFUSED_MS,
    overflow: overflowOf(way, source, working),
    noPod: working.steered.get(way.id)?.noPod ?? 0,
    limitMs: known.length > 0 ? Math.min(...known) : undefined,
  };
  const tried = attempt({
    ...conditions,
    answers: answering?.all ?? working.outcomes.get(way.id)?.seenByServer ?? [],
  });
  const { answers, attemptsReached } = clientRequest(tried, branch, target.protocol);
  const failing = failureRatio(tried.seenByClient.filter(({ flags }) => flags !== "UO" && flags !== "UH"));
  const seenByPods = byPods(answering?.kinds ?? [], conditions);
  const outcome = { seenByClient: answers, seenByServer: tried.seenByServer, seenByPods, attemptsReached, failing };
  working.outcomes.set(way.id, outcome);
  working.meanMs.set(way.id, momentsOrNone(tried.seenByClient.filter(({ flags }) => flags !== "UO")).mean);
  return outcome;
}

/** As the proxies of the target's pods see it, where that is not the same at all of them. */
function byPods(kinds: readonly AnsweringPods[], conditions: Omit<AttemptConditions, "answers">): AnsweringPods[] {
  if (kinds.length < 2) return [];
  return kinds.map(({ pods, answers }) => ({ pods, answers: attempt({ ...conditions, answers }).seenByServer }));
}

/** A client of a database waits so long for a connection and its answer, ms. */
export const QUERY_LIMIT_MS = 3000;
/** Who listens on no port says so at once, ms. */
export const REFUSED_MS = 3;

/** Network and both proxies between two pods, and to a host on the internet, ms. */
export const NEAR: Moments = { mean: 1.1, variance: 0.5 };
export const FAR: Moments = { mean: 9, variance: 12 };

function overflowOf(way: Way, source: Station | undefined, { rates, outcomes, meanMs }: Working): number {
  if (way.concurrent === undefined) return 0;
  const tries = Math.max(1, outcomes.get(way.id)?.attemptsReached ?? 1);
  const perPod = ((rates.get(way.id) ?? 0) * tries) / Math.max(1, source?.pods.length ?? 1);
  // Little's law: how many are under way at once.
  return shareTurnedAway((perPod * (meanMs.get(way.id) ?? 10)) / 1000, way.concurrent);
}

/** Mean and variance of all these answers' times together. */
export const momentsOrNone = (answers: readonly Answer[]): Moments =>
  answers.length > 0 ? momentsOf(blend(answers)) : NO_TIME;
