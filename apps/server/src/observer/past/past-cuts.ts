import type { MomentQuery } from "../moment-query.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { instantOf } from "./instant-of.ts";
import type { PastCut } from "./past-picture.ts";

export type Moment = MomentQuery & { readonly at: number };

/** What exactly is asked for by a question about a moment, and how long its answer holds. */
export interface PastCuts {
  /** Rejects with AppError where `at` lies in the future; `field` names it there. */
  cutOf(query: Moment, signal: AbortSignal, field?: string): Promise<PastCut>;
  /** Tells earlier answers about a moment that was not settled, or without what the cluster says, from later ones. */
  ageOf(at: number): string;
  /** No more samples will come in for it. */
  isSettled(at: number): boolean;
}

/** Samples may still come in for moments as young as this: their pictures are kept for a few seconds only. */
const settledAfterSeconds = 60;
const unsettledSeconds = 5;

export function createPastCuts(
  { history, now, inventory }: Pick<ObserverDeps, "history" | "now" | "inventory">,
  defaultWindowSeconds: number,
): PastCuts {
  const isSettled = (at: number) => now() / 1000 - at > settledAfterSeconds;
  return {
    isSettled,
    ageOf: (at) => {
      const age = isSettled(at) ? "settled" : String(Math.floor(now() / 1000 / unsettledSeconds));
      return `${age} ${inventory() === undefined ? "alone" : "placed"}`;
    },
    cutOf: async (query, signal, field = "at") => {
      const at = instantOf(query.at, now() / 1000, field);
      const requested = query.windowSeconds ?? defaultWindowSeconds;
      return {
        at,
        requested,
        windowSeconds: await history.trustedWindowSeconds(requested, at, signal),
        grain: query.grain ?? "workload",
        serviceNodes: query.serviceNodes ?? false,
        namespaces: [...(query.namespaces ?? [])].sort(),
      };
    },
  };
}

/** Equal for cuts whose pictures are. */
export function keyOfCut(cut: PastCut, age: string): string {
  const { at, requested, windowSeconds, grain, serviceNodes, namespaces } = cut;
  return [at, requested, windowSeconds, grain, serviceNodes, age, ...namespaces].join("|");
}
