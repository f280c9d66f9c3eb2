import { workloadKey } from "../mesh/mesh-spec.ts";
import type { Answer } from "./answer.ts";
import { attempt } from "./attempt.ts";
import { clientRequest } from "./client-request.ts";
import type { Station, Way } from "./compile.ts";
import type { MeshEffects } from "./effects.ts";
import { blend, type Moments, momentsOf, NO_TIME } from "./latency.ts";
import { shareTurnedAway } from "./queueing.ts";

/** What is known of a way from the step before: queues and retries answer to it. */
export interface Outcome {
  readonly seenByClient: readonly Answer[];
  readonly seenByServer: readonly Answer[];
  readonly attemptsReached: number;
}

/** What one step goes by: all by way, answers by workload. */
export interface Working {
  readonly rates: ReadonlyMap<string, number>;
  readonly answers: ReadonlyMap<string, readonly Answer[]>;
  readonly outcomes: Map<string, Outcome>;
  readonly meanMs: Map<string, number>;
}

/** Works out how requests fare that go this way, and remembers it. */
export function settle(way: Way, source: Station | undefined, effects: MeshEffects, working: Working): Outcome {
  const { target, branch } = way;
  const key = workloadKey(target);
  const { retries, timeoutMs } = branch;
  const limits = [retries.perTryTimeoutMs, timeoutMs].filter((limit) => limit !== undefined);
  const overflow = overflowOf(way, source, working);
  const tried = attempt({
    protocol: target.protocol,
    answers: working.answers.get(key) ?? working.outcomes.get(way.id)?.seenByServer ?? [],
    network: target.role === "external" ? FAR : NEAR,
    refused: way.refused ? 1 : (effects.workloads.get(key)?.refused ?? 0),
    overflow,
    limitMs: limits.length > 0 ? Math.min(...limits) : undefined,
  });
  const { answers, attemptsReached } = clientRequest(tried, branch, target.protocol);
  const outcome = { seenByClient: answers, seenByServer: tried.seenByServer, attemptsReached };
  working.outcomes.set(way.id, outcome);
  working.meanMs.set(way.id, momentsOrNone(tried.seenByClient.filter(({ flags }) => flags !== "UO")).mean);
  return outcome;
}

/** Network and both proxies between two pods, and to a host on the internet, ms. */
const NEAR: Moments = { mean: 1.1, variance: 0.5 };
const FAR: Moments = { mean: 9, variance: 12 };

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
