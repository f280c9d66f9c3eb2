import type { ChangeId } from "@fyr/contract";
import type { KubernetesObject } from "@fyr/routing";
import { type Back, type Decision, decideGuard, decideShift, type NextStep, type Seen } from "./decide.ts";
import type { SpanMs } from "./measure.ts";
import { type GuardRecord, guardRecords, type RecordKind, type ShiftRecord, shiftRecords } from "./records.ts";
import type { Write } from "./settle.ts";
import { writeBack, writeStep } from "./write-back.ts";

/** The id of an entry in the history, and its time in RFC 3339. */
interface Stamp {
  readonly id: ChangeId;
  readonly at: string;
}

/** What guards and shifts have in common for who looks after them. */
export interface WatchedKind<Entry extends GuardRecord | ShiftRecord, Step extends NextStep = never> {
  readonly records: RecordKind<Entry>;
  /** The time whose requests it is judged by. */
  spanOf(entry: Entry, now: number): SpanMs;
  decide(entry: Entry, seen: Seen): Decision<Entry["state"], Step>;
  ended(entry: Entry, state: Entry["state"], at: string, why?: string): Entry;
  /** Weights, history and record in one patch. */
  move(object: KubernetesObject, entry: Entry, decision: Back | Step, stamp: Stamp): Write;
}

export const guardKind: WatchedKind<GuardRecord> = {
  records: guardRecords,
  spanOf: ({ armedAt, until }, now) => ({ from: Date.parse(armedAt), to: Math.min(now, Date.parse(until)) }),
  decide: decideGuard,
  ended: endedGuard,
  move: (object, guard, { why }, { id, at }) => {
    const entry = { id, by: `guard of ${guard.by}`, at, reason: why, undoes: guard.change };
    return writeBack(object, guard, entry, guardRecords.patch(object, endedGuard(guard, "fired", at, why)));
  },
};

export const shiftKind: WatchedKind<ShiftRecord, NextStep> = {
  records: shiftRecords,
  spanOf: ({ stepAt }, now) => ({ from: Date.parse(stepAt), to: now }),
  decide: decideShift,
  ended: endedShift,
  move: (object, shift, decision, { id, at }) => {
    const entry = { id, by: `shift of ${shift.by}`, at };
    if (decision.kind === "back") {
      const aborted = shiftRecords.patch(object, endedShift(shift, "aborted", at, decision.why));
      return writeBack(object, shift, { ...entry, reason: decision.why }, aborted);
    }
    const { percent = 0, minutes = 0 } = shift.steps[decision.step] ?? {};
    const reason = `step ${decision.step + 1} of ${shift.steps.length}`;
    return writeStep(object, shift, percent, { ...entry, reason }, (moves) => {
      const nextAt = new Date(Date.parse(at) + minutes * 60_000).toISOString();
      return shiftRecords.patch(object, { ...shift, step: decision.step, stepAt: at, nextAt, change: id, moves });
    });
  },
};

function endedGuard(guard: GuardRecord, state: GuardRecord["state"], at: string, why?: string): GuardRecord {
  return { ...guard, state, endedAt: at, ...(why !== undefined && { why }) };
}

export function endedShift(
  { nextAt: _, leftMs: __, ...shift }: ShiftRecord,
  state: ShiftRecord["state"],
  at: string,
  why?: string,
): ShiftRecord {
  return { ...shift, state, endedAt: at, ...(why !== undefined && { why }) };
}
