import type { AppProtocol } from "../mesh/mesh-spec.ts";
import { type Answer, codesFor, isFailure } from "./answer.ts";
import { type Attempt, merged } from "./attempt.ts";
import { around, blend, cutAt, exactly, type Moments, momentsOf, NO_TIME, plus } from "./latency.ts";
import type { RetryPolicy, RouteBranch } from "./route-branch.ts";

/** A client's request with all its tries, as the rule it goes by has it. */
export interface ClientRequest {
  /** As the client's proxy reports it, once; ratios sum to 1. */
  readonly answers: readonly Answer[];
  /** Tries that reach the workload, per request. */
  readonly attemptsReached: number;
}

// Envoy waits 25 ms before the first retry, then up to twice as long each time, with full jitter.
export const BACKOFF_MS = 25;

export function clientRequest(tried: Attempt, branch: RouteBranch, protocol: AppProtocol): ClientRequest {
  const { retries, timeoutMs } = branch;
  const again = tried.seenByClient.filter((answer) => isRetriable(answer, retries));
  const againRatio = again.reduce((sum, { ratio }) => sum + ratio, 0);
  const spent = againRatio > 1e-9 ? momentsOf(blend(again)) : NO_TIME;
  const answers: Answer[] = [];
  let tries = 0;
  let before: Moments = NO_TIME;
  for (let number = 0; number <= retries.attempts; number += 1) {
    const left = againRatio ** number;
    if (left < 1e-6) break;
    tries += left;
    const isLast = number === retries.attempts;
    for (const answer of tried.seenByClient) {
      const retriable = againRatio > 0 && isRetriable(answer, retries);
      if (retriable && !isLast) continue;
      const flags = retriable && retries.attempts > 0 ? withFlag(answer.flags, "URX") : answer.flags;
      answers.push({ ...answer, flags, ratio: answer.ratio * left, latency: plus(answer.latency, before) });
    }
    const wait = (BACKOFF_MS * 2 ** number) / 2;
    before = { mean: before.mean + spent.mean + wait, variance: before.variance + spent.variance + (wait * wait) / 3 };
  }
  const delayed = withFaults(merged(answers), branch);
  return {
    answers:
      timeoutMs === undefined ? delayed : merged(delayed.flatMap((answer) => inTime(answer, timeoutMs, protocol))),
    attemptsReached: tries * tried.reached * (1 - (branch.abort?.ratio ?? 0)),
  };
}

export function isRetriable(
  answer: Pick<Answer, "code" | "grpcStatus" | "flags">,
  { attempts, on, perTryTimeoutMs }: RetryPolicy,
): boolean {
  if (attempts === 0 || !isFailure(answer)) return false;
  const { code, grpcStatus, flags } = answer;
  if (flags === "UO") return false;
  // Only a try that took too long is tried again; a request that did is over.
  if (flags === "UT") return perTryTimeoutMs !== undefined && (on.has("5xx") || on.has("gateway-error"));
  if (flags === "UF" && (on.has("connect-failure") || on.has("5xx") || on.has("gateway-error"))) return true;
  if (grpcStatus === "14" && on.has("unavailable")) return true;
  if (grpcStatus === "13" && on.has("internal")) return true;
  if (code.startsWith("5") && on.has("5xx")) return true;
  return on.has(code) || (on.has("gateway-error") && ["502", "503", "504"].includes(code));
}

function withFlag(flags: string, added: string): string {
  return flags === "-" ? added : `${flags},${added}`;
}

function withFaults(answers: readonly Answer[], { abort, delay }: RouteBranch): readonly Answer[] {
  let seen = answers;
  if (abort) {
    const { ratio, code, grpcStatus = "" } = abort;
    const passed = seen.map((answer) => ({ ...answer, ratio: answer.ratio * (1 - ratio) }));
    seen = [...passed, { code, grpcStatus, flags: "FI", ratio, latency: around(0.4, 0.4) }];
  }
  if (!delay) return seen;
  const wait = { mean: delay.ms, variance: 1 };
  return seen.flatMap((answer) => [
    { ...answer, ratio: answer.ratio * (1 - delay.ratio) },
    {
      ...answer,
      flags: withFlag("DI", answer.flags === "-" ? "" : answer.flags).replace(/,$/, ""),
      ratio: answer.ratio * delay.ratio,
      latency: plus(answer.latency, wait),
    },
  ]);
}

function inTime(answer: Answer, timeoutMs: number, protocol: AppProtocol): Answer[] {
  if (answer.flags.includes("UT")) return [answer];
  const { within, beyond } = cutAt(answer.latency, timeoutMs);
  if (beyond < 1e-7) return [answer];
  const late = answer.ratio * beyond;
  return [
    { ...answer, ratio: answer.ratio - late, latency: within },
    { ...codesFor("timeout", protocol), flags: "UT", ratio: late, latency: exactly(timeoutMs) },
  ].filter(({ ratio }) => ratio > 1e-9);
}
