import type { ChangeId, Confirmation, EditRequest, ObjectChange } from "@fyr/contract";
import { type DeletedObject, diffJson, isRouteKind, type KubernetesObject } from "@fyr/routing";
import { AppError } from "../../app-error.ts";
import { editEvent } from "./deletions.ts";
import type { EditListener, EditsCaller, EditsDependencies } from "./dependencies.ts";
import type { ObjectViews } from "./object-views.ts";
import { removeLatest } from "./on-latest.ts";
import type { ResolvedEdit } from "./resolved-edit.ts";
import { type ReviewedEdit, reviewEdit } from "./review-edit.ts";
import { settle } from "./settle.ts";
import { type EditNote, writeEdit } from "./write-edit.ts";

/** What an edit is carried out with, besides what it does. */
type Intent = Pick<EditRequest, "reason" | "confirmed" | "endsAt"> & { readonly undoes?: ChangeId };

export interface EditRoad {
  review(caller: EditsCaller, edits: readonly ResolvedEdit[], signal: AbortSignal): Promise<ReviewedEdit>;
  /** Writes the objects in order. Where one fails, those before it are taken back. */
  carry(
    caller: EditsCaller,
    edits: readonly ResolvedEdit[],
    intent: Intent,
    signal: AbortSignal,
  ): Promise<ObjectChange>;
}

interface Parts {
  readonly dependencies: EditsDependencies;
  readonly views: ObjectViews;
  readonly onDone: EditListener;
  /** Between two objects: what the second rests on must have reached the proxies. */
  readonly settleMs: number;
}

export function createEditRoad({ dependencies, views, onDone, settleMs }: Parts): EditRoad {
  const { now, newId, onMishap } = dependencies;
  const review: EditRoad["review"] = (caller, edits, signal) => reviewEdit(dependencies, caller, edits, signal);

  async function noteOf(caller: EditsCaller, edits: readonly ResolvedEdit[], intent: Intent, signal: AbortSignal) {
    const { user, groups } = await caller.whoAmI(signal);
    const { reason, endsAt, undoes } = intent;
    const note: EditNote = {
      id: newId() as ChangeId,
      objects: edits.map(({ op, ref }) => ({ op, object: ref })),
      by: user,
      groups,
      at: new Date(now()).toISOString(),
      ...(reason && { reason }),
      ...(endsAt !== undefined && { endsAt }),
      ...(undoes !== undefined && { undoes }),
    };
    return note;
  }

  async function writeAll(caller: EditsCaller, edits: readonly ResolvedEdit[], note: EditNote, signal: AbortSignal) {
    const done: Written[] = [];
    let settled: ObjectChange["settled"];
    for (const [place, edit] of edits.entries()) {
      if (restsOn(edit, edits[place - 1])) settled = await settle(dependencies, settleMs, signal);
      try {
        const firstLeft = edit.op !== "delete" && !done.some(({ object }) => object !== undefined);
        const deleted = firstLeft ? edits.flatMap(deletedObject) : [];
        done.push({ edit, object: await writeEdit({ caller, views }, edit, note, deleted, signal) });
      } catch (error) {
        await takeBack(caller, done.toReversed()).catch((cause: unknown) => onMishap(cause, "taking an edit back"));
        throw error;
      }
    }
    return { done, settled };
  }

  async function leaveTrace(caller: EditsCaller, done: readonly Written[], change: ObjectChange): Promise<void> {
    const object = done.find((each) => each.object !== undefined)?.object ?? done[0]?.edit.before;
    if (object === undefined) return;
    await caller
      .recordEvent(object, editEvent(change), AbortSignal.timeout(10_000))
      .catch((error: unknown) => onMishap(error, "recording an Event"));
  }

  return {
    review,
    carry: async (caller, edits, intent, signal) => {
      const reviewed = await review(caller, edits, signal);
      refuseUnconfirmed(reviewed, intent, now());
      const note = await noteOf(caller, edits, intent, signal);
      const { done, settled } = await writeAll(caller, reviewed.edits, note, signal);
      const { groups: _, ...change } = note;
      void leaveTrace(caller, done, change);
      onDone(change);
      return { ...change, ...(settled !== undefined && { settled }) };
    },
  };
}

/** A route on what it sends to, and what goes away on the route being gone: either has to reach the proxies first. */
function restsOn({ ref }: ResolvedEdit, before: ResolvedEdit | undefined): boolean {
  return before !== undefined && isRouteKind(ref.kind) !== isRouteKind(before.ref.kind);
}

interface Written {
  readonly edit: ResolvedEdit;
  readonly object: KubernetesObject | undefined;
}

const [leastMs, mostMs] = [60_000, 86_400_000];
/** Clocks differ, and a request takes its time. */
const toleranceMs = 5_000;

function refuseUnconfirmed({ plan, edits }: ReviewedEdit, intent: Intent, now: number): void {
  const extra = { editPlan: plan };
  if (plan.checks.some(({ status }) => status === "block")) {
    throw new AppError("blocked", "A check stands against this edit. Nothing was written.", { extra });
  }
  if (intent.undoes !== undefined && plan.needsEnd) {
    throw new AppError("blocked", "This would inject a fault again. Inject it anew, so that it has an end.", { extra });
  }
  refuseEnd(plan.needsEnd, edits, intent.endsAt, now);
  if (intent.undoes !== undefined) return;
  const missing = plan.confirmations.filter((each: Confirmation) => !intent.confirmed?.includes(each));
  if (missing.length === 0) return;
  throw new AppError("needs_confirmation", "This edit needs a second, explicit yes. Nothing was written.", {
    extra: { ...extra, confirmations: missing },
  });
}

function refuseEnd(needsEnd: boolean, edits: readonly ResolvedEdit[], endsAt: string | undefined, now: number): void {
  const field = { field: "endsAt" };
  if (endsAt === undefined) {
    if (!needsEnd) return;
    throw new AppError(
      "bad_request",
      "A fault needs an end: say when it is taken back, 1 min to 24 h from now.",
      field,
    );
  }
  const left = Date.parse(endsAt) - now;
  if (left < leastMs - toleranceMs || left > mostMs + toleranceMs) {
    throw new AppError("bad_request", "The end must be 1 min to 24 h from now.", field);
  }
  if (edits.some(({ op }) => op === "delete")) {
    throw new AppError("bad_request", "What is deleted does not come back by itself: leave the end out.", field);
  }
}

function deletedObject({ op, ref, before }: ResolvedEdit): DeletedObject[] {
  if (op !== "delete") return [];
  const { labels, annotations = {} } = before.metadata;
  const own = Object.entries(annotations).filter(([name]) => !name.startsWith("fyr.dev/"));
  return [
    {
      object: ref,
      ...(labels && { labels: { ...labels } }),
      ...(own.length > 0 && { annotations: Object.fromEntries(own) }),
      spec: before.spec ?? {},
    },
  ];
}

/** The other way round: what was made goes, what was changed is put back, what was deleted is made again. */
async function takeBack({ edited }: EditsCaller, done: readonly Written[]): Promise<void> {
  const signal = AbortSignal.timeout(20_000);
  for (const { edit, object } of done) {
    if (edit.op === "create" && object !== undefined) {
      await removeLatest(edited, { ref: edit.ref, before: object }, { signal });
    }
    if (edit.op === "update" && object !== undefined) {
      const version = object.metadata.resourceVersion ?? "";
      const test = { op: "test" as const, path: "/metadata/resourceVersion", value: version };
      const was = { spec: edit.before.spec, metadata: { annotations: edit.before.metadata.annotations } };
      const is = { spec: object.spec, metadata: { annotations: object.metadata.annotations } };
      await edited.patch(edit.ref, [test, ...diffJson(is, was)], { signal });
    }
    for (const { object: ref, ...was } of deletedObject(edit)) await edited.create({ ref, ...was }, { signal });
  }
}
