import type { GuardVerdict, KubernetesObject } from "@fyr/routing";
import { brokenSentence, waitSentence } from "./guard-sentences.ts";
import { isLeftAs, overtakenSentence } from "./left-as.ts";
import type { GuardRecord, ShiftRecord } from "./records.ts";

/** What is to be done now. It follows from the object, what was counted and the time alone. */
export type Decision<State extends string, Step = never> =
  | { readonly kind: "none" }
  | { readonly kind: "end"; readonly state: State; readonly why?: string }
  | Back
  | Step;

/** The old weights come back. */
export interface Back {
  readonly kind: "back";
  readonly why: string;
}

export interface NextStep {
  readonly kind: "step";
  readonly step: number;
}

export interface Seen {
  readonly object: KubernetesObject;
  /** Undefined while nothing could be measured. */
  readonly verdict: GuardVerdict | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** So long after its end a guard still waits for an answer about its time. */
const patienceAfterEndMs = 10 * 60_000;

export function decideGuard(record: GuardRecord, { object, verdict, now }: Seen): Decision<GuardRecord["state"]> {
  if (record.state !== "armed") return { kind: "none" };
  if (!isLeftAs(object, record)) return { kind: "end", state: "overtaken", why: overtakenSentence(object, record) };
  if (verdict?.verdict === "fire") return { kind: "back", why: brokenSentence(verdict.broken) };
  const overdueMs = now - Date.parse(record.until);
  if (overdueMs < 0) return { kind: "none" };
  if (verdict !== undefined) {
    return { kind: "end", state: "passed", ...(verdict.verdict === "wait" && { why: waitSentence(verdict.why) }) };
  }
  const sentence = "It could not be judged: Prometheus did not answer. The weights stay as they are.";
  return overdueMs < patienceAfterEndMs ? { kind: "none" } : { kind: "end", state: "failed", why: sentence };
}

export function decideShift(
  record: ShiftRecord,
  { object, verdict, now }: Seen,
): Decision<ShiftRecord["state"], NextStep> {
  if (record.state !== "running" && record.state !== "paused") return { kind: "none" };
  if (!isLeftAs(object, record)) return { kind: "end", state: "overtaken", why: overtakenSentence(object, record) };
  if (verdict?.verdict === "fire") return { kind: "back", why: brokenSentence(verdict.broken) };
  const isDue = record.state === "running" && record.nextAt !== undefined && now >= Date.parse(record.nextAt);
  // A step is over when its time is and its limits were kept, not when nothing was known.
  if (!isDue || verdict?.verdict !== "hold") return { kind: "none" };
  const next = record.step + 1;
  return next < record.steps.length ? { kind: "step", step: next } : { kind: "end", state: "finished" };
}
