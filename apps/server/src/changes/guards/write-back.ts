import type { ChangeId, JsonPatchOperation } from "@fyr/contract";
import {
  dialectOf,
  type KubernetesObject,
  type PlanResult,
  patchOf,
  planBack,
  planWeights,
  type RecordedChange,
  recordPatch,
  sideOf,
  stepWeights,
  type WeightMove,
} from "@fyr/routing";
import type { LeftRule } from "./left-as.ts";
import type { ShiftRecord } from "./records.ts";
import type { Write } from "./settle.ts";

/** Who a change of weights is written down as made by, when and why. */
export interface Entry {
  readonly id: ChangeId;
  readonly by: string;
  readonly at: string;
  readonly reason?: string;
  readonly undoes?: ChangeId;
}

/** Puts back what the moves replaced, with its entry in the history and what else belongs to it, in one patch. */
export function writeBack(
  object: KubernetesObject,
  left: LeftRule,
  entry: Entry,
  rest: readonly JsonPatchOperation[],
): Write {
  return writeMove(object, planBack(object, left.rule, left.moves), entry, () => rest);
}

/** The weights of a step: `moves` lead from where the shift began to them. */
export function writeStep(
  object: KubernetesObject,
  shift: ShiftRecord,
  percent: number,
  entry: Entry,
  rest: (moves: WeightMove[]) => readonly JsonPatchOperation[],
): Write {
  const { leftOut, keepsSum } = dialectOf(object).weights;
  const wanted = stepWeights(sideOf(shift.moves, "from", leftOut), shift.canary, percent, keepsSum) ?? [];
  const planned = planWeights(object, shift.rule, wanted);
  return writeMove(object, planned, entry, (moves) => rest(carriedOn(shift.moves, moves)));
}

function writeMove(
  object: KubernetesObject,
  planned: PlanResult,
  { id, by, at, reason, undoes }: Entry,
  rest: (moves: readonly WeightMove[]) => readonly JsonPatchOperation[],
): Write {
  // Only asked of a rule that is as its record says: whatever moved it away has been found out before.
  if (!planned.ok) throw new Error(`The weights of ${object.metadata.name} cannot be moved: ${planned.problem}.`);
  const { rule, before, after, moves } = planned.plan;
  const why = { ...(reason !== undefined && { reason }), ...(undoes !== undefined && { undoes }) };
  const change: RecordedChange = { id, rule, before: [...before], after: [...after], by, at, ...why, moves };
  return { change, patch: [...patchOf(planned.plan), ...recordPatch(object, change), ...rest(moves)] };
}

/** From where the first began to where the second ends. */
function carriedOn(first: readonly WeightMove[], second: readonly WeightMove[]): WeightMove[] {
  return first.map(({ index, destination, from }, place) => {
    const to = second[place]?.to;
    return { index, destination, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  });
}
