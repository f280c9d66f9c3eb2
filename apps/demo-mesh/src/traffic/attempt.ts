import type { AppProtocol } from "../mesh/mesh-spec.ts";
import { type Answer, codesFor } from "./answer.ts";
import { around, cutAt, exactly, type Latency, type Moments, plus } from "./latency.ts";

/** One try of a client's proxy to get an answer from one workload. Ratios are 0..1. */
export interface AttemptConditions {
  readonly protocol: AppProtocol;
  /** What the workload answers to requests that reach it. */
  readonly answers: readonly Answer[];
  readonly network: Moments;
  /** Connections that fail, and after how long, ms. */
  readonly refused: number;
  readonly refusedAfterMs: number;
  /** Requests the circuit breaker keeps back. */
  readonly overflow: number;
  /** Requests for which every pod is ejected. */
  readonly noPod?: number;
  /** The proxy gives up after this, ms. */
  readonly limitMs: number | undefined;
}

export interface Attempt {
  /** As the client's proxy sees it; ratios sum to 1. */
  readonly seenByClient: readonly Answer[];
  /** As the workload's proxy sees what reaches it; ratios sum to 1, or there are none. */
  readonly seenByServer: readonly Answer[];
  /** Share of tries that reach the workload, 0..1. */
  readonly reached: number;
}

export function attempt(conditions: AttemptConditions): Attempt {
  const { protocol, overflow, refused, noPod = 0 } = conditions;
  const connects = (1 - overflow) * (1 - noPod);
  const reached = connects * (1 - refused);
  const unavailable = codesFor("unavailable", protocol);
  const seenByClient: Answer[] = [];
  if (overflow > 0) seenByClient.push({ ...unavailable, flags: "UO", ratio: overflow, latency: around(0.3, 0.4) });
  if (noPod > 0) {
    const ratio = (1 - overflow) * noPod;
    seenByClient.push({ ...unavailable, flags: "UH", ratio, latency: around(0.3, 0.4) });
  }
  if (refused > 0) {
    const ratio = connects * refused;
    seenByClient.push({ ...unavailable, flags: "UF", ratio, latency: refusal(conditions.refusedAfterMs) });
  }
  const seenByServer: Answer[] = [];
  if (reached > 0) {
    for (const answer of conditions.answers) {
      const { client, server } = withinLimit(answer, conditions);
      seenByClient.push(...client.map((seen) => ({ ...seen, ratio: seen.ratio * reached })));
      seenByServer.push(...server);
    }
  }
  return { seenByClient: merged(seenByClient), seenByServer: merged(seenByServer), reached };
}

/** A connection that is refused comes back at once or so, one that nobody answers when the timer for it runs out. */
function refusal(afterMs: number): Latency {
  return afterMs > 100 ? exactly(afterMs) : around(afterMs, 0.8);
}

/** An answer as both proxies see it: beyond the limit the client reports a timeout, the server that the client left. */
function withinLimit(answer: Answer, { protocol, network, limitMs }: AttemptConditions) {
  const travelled = plus(answer.latency, network);
  const cut = limitMs === undefined ? { within: travelled, beyond: 0 } : cutAt(travelled, limitMs);
  if (cut.beyond < 1e-7) return { client: [{ ...answer, latency: travelled }], server: [answer] };
  const giveUp = exactly(limitMs ?? 0);
  const late = answer.ratio * cut.beyond;
  const inTime = answer.ratio - late;
  const client: Answer[] = [{ ...codesFor("timeout", protocol), flags: "UT", ratio: late, latency: giveUp }];
  const server: Answer[] = [{ code: "0", grpcStatus: "", flags: "DC", ratio: late, latency: giveUp }];
  if (inTime > 1e-9) {
    client.push({ ...answer, ratio: inTime, latency: cut.within });
    server.push({ ...answer, ratio: inTime, latency: cutAt(answer.latency, limitMs ?? 0).within });
  }
  return { client, server };
}

/** Answers of one kind put together, times and all. */
export function merged(answers: readonly Answer[]): Answer[] {
  const kinds = Map.groupBy(answers, ({ code, grpcStatus, flags }) => `${code} ${grpcStatus} ${flags}`);
  return [...kinds.values()].flatMap((same) => {
    const [first] = same;
    if (!first || same.length === 1) return same;
    const ratio = same.reduce((sum, answer) => sum + answer.ratio, 0);
    const latency: Latency = same.flatMap((answer) =>
      answer.latency.map((part) => ({ ...part, share: ratio > 0 ? (part.share * answer.ratio) / ratio : 0 })),
    );
    return [{ ...first, ratio, latency }];
  });
}
