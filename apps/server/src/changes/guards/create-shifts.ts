import type { ChangeId, Shift, ShiftId, ShiftRequest } from "@fyr/contract";
import { routesIn } from "@fyr/kubernetes";
import {
  dialectOf,
  type KubernetesObject,
  planWeights,
  routeRefOf,
  ruleAt,
  shareOf,
  stepWeights,
  weightsOf,
} from "@fyr/routing";
import { AppError } from "../../app-error.ts";
import type { Road } from "../carry-change.ts";
import type { Caller } from "../dependencies.ts";
import { readable } from "../readable.ts";
import { assertArmable, assertUnguarded } from "./arming.ts";
import type { Board } from "./board.ts";
import type { GuardsDependencies } from "./dependencies.ts";
import { abortedSentence } from "./guard-sentences.ts";
import { endedShift } from "./kinds.ts";
import { isLeftAs, overtakenSentence } from "./left-as.ts";
import { type ShiftRecord, shiftRecords } from "./records.ts";
import type { Write } from "./settle.ts";
import { findEntry, settleFor } from "./settle-for.ts";
import { shiftsOn, shiftView } from "./views.ts";
import { writeBack, writeStep } from "./write-back.ts";

type ShiftAction = "pause" | "resume" | "promote" | "abort";

/** Stepped shifts as people have to do with them. What they write is written as them. */
export interface Shifts {
  list(caller: Caller, signal: AbortSignal): Promise<Shift[]>;
  /** Takes the first step, reviewed like any change; the others follow by themselves. */
  start(caller: Caller, request: ShiftRequest, signal: AbortSignal): Promise<Shift>;
  /** `promote` goes to the last step at once and ends there; `abort` goes back to where it began. */
  act(caller: Caller, id: ShiftId, action: ShiftAction, signal: AbortSignal): Promise<Shift>;
}

export interface ShiftParts extends GuardsDependencies {
  readonly road: Pick<Road, "carry">;
  /** Throws `conflict` where the route is no longer as the caller saw it. */
  readonly readSame: (caller: Caller, request: ShiftRequest, signal: AbortSignal) => Promise<KubernetesObject>;
}

export function createShifts(parts: ShiftParts, board: Board): Shifts {
  const { cluster, now, newId, road, readSame, onChange } = parts;
  const held = async (signal: AbortSignal) => routesIn(await cluster.objects(signal));
  const instant = (afterMs = 0) => new Date(now() + afterMs).toISOString();
  return {
    list: async (caller, signal) => shiftsOn(await readable(caller, await held(signal)), board.latestOf),
    start: async (caller, request, signal) => {
      const { route, rule, steps, limits, canary, reason, confirmed = [] } = request;
      const object = await readSame(caller, request, signal);
      assertUnguarded(object, rule);
      const weights = firstWeights(object, request);
      const planned = planWeights(object, rule, weights);
      if (!planned.ok) throw new AppError("invalid_weights", `The first step cannot be taken: ${planned.problem}.`);
      const wanted = { route, rule, canary, limits, weights, ...(request.stable && { stable: request.stable }) };
      const armed = await assertArmable(parts, caller, object, wanted, "", signal);
      const id = newId() as ShiftId;
      const why = reason === undefined ? {} : { reason };
      await road.carry(caller, object, planned.plan, { confirmed, ...why }, signal, (latest, change) => {
        assertUnguarded(latest, rule);
        const at = instant();
        const record: ShiftRecord = {
          id,
          ...armed,
          ...why,
          rule,
          steps,
          step: 0,
          change: change.id,
          moves: [...change.moves],
          startedAt: at,
          stepAt: at,
          nextAt: instant((steps[0]?.minutes ?? 0) * 60_000),
          state: "running",
        };
        return shiftRecords.patch(latest, record);
      });
      const latest = await caller.routes.read(route, signal);
      return shiftView(route, findEntry([latest], shiftRecords, id, "shift").entry, board.latestOf);
    },
    act: async (caller, id, action, signal) => {
      const { object } = findEntry(await held(signal), shiftRecords, id, "shift");
      const route = routeRefOf(object);
      const { user } = await caller.whoAmI();
      const stamp = () => ({ id: newId() as ChangeId, by: user, at: instant() });
      const written = await settleFor(
        caller,
        route,
        signal,
        (latest) => writeOf(latest, findEntry([latest], shiftRecords, id, "shift").entry, action, stamp()),
        ({ written, change }) => change && onChange(written, change),
      );
      return shiftView(route, findEntry([written], shiftRecords, id, "shift").entry, board.latestOf);
    },
  };
}

/** Throws where the steps do not rise, or the weights cannot say one of them. */
function firstWeights(object: KubernetesObject, { rule, canary, steps }: ShiftRequest) {
  const found = ruleAt(object, rule);
  if (found === undefined) throw new AppError("bad_request", "The route has no such rule.", { field: "rule" });
  const start = weightsOf(found);
  const { keepsSum } = dialectOf(object).weights;
  let last = (shareOf(start, canary) ?? 0) * 100;
  for (const [place, { percent }] of steps.entries()) {
    const field = `steps[${place}].percent`;
    if (percent <= last) {
      throw new AppError("bad_request", `A step must be more than the ${Math.round(last)} % before it.`, { field });
    }
    if (stepWeights(start, canary, percent, keepsSum) === undefined) {
      throw new AppError("bad_request", `The weights of this rule cannot say ${percent} %: let them sum to 100.`, {
        field,
      });
    }
    last = percent;
  }
  return stepWeights(start, canary, steps[0]?.percent ?? 0, keepsSum) ?? [];
}

/** What a person wants of a shift now; undefined where it is so already. */
function writeOf(
  object: KubernetesObject,
  shift: ShiftRecord,
  action: ShiftAction,
  stamp: { readonly id: ChangeId; readonly by: string; readonly at: string },
): Write | undefined {
  if (!shiftRecords.isActive(shift)) throw new AppError("guarded", `This shift has ended: it is ${shift.state}.`);
  if (!isLeftAs(object, shift)) throw new AppError("conflict", overtakenSentence(object, shift));
  const put = (record: ShiftRecord) => shiftRecords.patch(object, record);
  const ended = (state: ShiftRecord["state"], why: string) => endedShift(shift, state, stamp.at, why);
  switch (action) {
    case "pause": {
      if (shift.state === "paused") return undefined;
      const { nextAt = stamp.at, ...rest } = shift;
      const leftMs = Math.max(0, Date.parse(nextAt) - Date.parse(stamp.at));
      return { patch: put({ ...rest, state: "paused", leftMs }) };
    }
    case "resume": {
      if (shift.state === "running") return undefined;
      const { leftMs = 0, ...rest } = shift;
      return {
        patch: put({ ...rest, state: "running", nextAt: new Date(Date.parse(stamp.at) + leftMs).toISOString() }),
      };
    }
    case "promote": {
      const finished = ended("finished", `Promoted by ${stamp.by}.`);
      const last = shift.steps.length - 1;
      if (shift.step === last) return { patch: put(finished) };
      const entry = { ...stamp, reason: "promoted to the last step" };
      return writeStep(object, shift, shift.steps[last]?.percent ?? 0, entry, (moves) =>
        put({ ...finished, step: last, stepAt: stamp.at, change: stamp.id, moves }),
      );
    }
    case "abort":
      return writeBack(
        object,
        shift,
        { ...stamp, reason: "aborted the shift" },
        put(ended("aborted", abortedSentence(stamp.by))),
      );
  }
}
