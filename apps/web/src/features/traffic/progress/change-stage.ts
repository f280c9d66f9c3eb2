import type { ChangeStatus, RouteChange } from "@fyr/contract";
import { clock } from "../../../ui/clock.ts";

/** How far a change has come: one order and one wording, for the dialog, the inspector and the history alike. */
export type ChangeStage =
  | { readonly kind: "undone" }
  /** The cluster has it; traffic is compared. */
  | { readonly kind: "watching" }
  /** Nobody will say any more whether traffic followed. */
  | { readonly kind: "unheard" }
  /** Traffic follows; what is measured over a window still counts requests from before, until then (ms since epoch). */
  | { readonly kind: "settling"; readonly afterSeconds: number; readonly until: number; readonly windowSeconds: number }
  | { readonly kind: "settled"; readonly afterSeconds: number }
  | { readonly kind: "not-seen"; readonly reason: NotObserved["reason"] };

type NotObserved = Extract<ChangeStatus, { phase: "not-observed" }>;

/** The server watches for two minutes and then says what came of it: hearing nothing longer means it cannot. */
const patienceSeconds = 180;
/** What is pushed at once is scraped a little later. */
const scrapeSeconds = 15;

/** `now`: ms since epoch. `windowSeconds`: of the numbers on screen. */
export function stageOf(change: RouteChange, now: number, windowSeconds: number): ChangeStage {
  const { status, at, undoneBy } = change;
  if (undoneBy !== undefined) return { kind: "undone" };
  switch (status.phase) {
    case "accepted":
      return { kind: now - Date.parse(at) > patienceSeconds * 1000 ? "unheard" : "watching" };
    case "observed": {
      const { afterSeconds } = status;
      const until = settledAt(at, windowSeconds);
      return now < until ? { kind: "settling", afterSeconds, until, windowSeconds } : { kind: "settled", afterSeconds };
    }
    case "not-observed":
      return { kind: "not-seen", reason: status.reason };
  }
}

/** From when on a window holds no request from before a change made `at` (RFC 3339). Ms since epoch. */
export function settledAt(at: string, windowSeconds: number): number {
  return Date.parse(at) + (windowSeconds + scrapeSeconds) * 1000;
}

/** "seen in traffic after 9 s" */
export function stageInWords(stage: ChangeStage): string {
  switch (stage.kind) {
    case "undone":
      return "undone";
    case "watching":
      return "accepted, watching traffic";
    case "unheard":
      return "accepted, not known whether in traffic";
    case "settling":
      return `${seenAfter(stage.afterSeconds)}, ${untilSettled(stage)}`;
    case "settled":
      return seenAfter(stage.afterSeconds);
    case "not-seen":
      return reasons[stage.reason];
  }
}

/** "settling until 15:38:09": the window on screen still counts requests from before. */
export function untilSettled({ until }: { readonly until: number }): string {
  return `settling until ${clock(until)}`;
}

/** "7.8 s", "12 s" */
export function secondsInWords(value: number): string {
  const whole = Math.max(0, value);
  return whole < 10 ? `${Number(whole.toFixed(1))} s` : `${Math.round(whole)} s`;
}

function seenAfter(seconds: number): string {
  return `seen in traffic after ${secondsInWords(seconds)}`;
}

const reasons = {
  "too-few-requests": "too few requests to see it in traffic",
  "share-differs": "not seen in traffic: shares differ",
  "changed-since": "changed again before it was seen",
  "not-measurable": "cannot be seen in traffic",
} as const satisfies Record<NotObserved["reason"], string>;
