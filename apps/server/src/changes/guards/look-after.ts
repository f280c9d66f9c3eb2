import type { ChangeId, RouteRef } from "@fyr/contract";
import { KubernetesError, type MeshObjects } from "@fyr/kubernetes";
import { type GuardVerdict, judgeGuard, type KubernetesObject, routeRefOf } from "@fyr/routing";
import type { Board } from "./board.ts";
import type { NextStep } from "./decide.ts";
import type { GuardsDependencies } from "./dependencies.ts";
import type { WatchedKind } from "./kinds.ts";
import { measureBoth } from "./measure.ts";
import { patchQuestion } from "./patch-question.ts";
import type { GuardRecord, ShiftRecord } from "./records.ts";
import { settle, type Write } from "./settle.ts";

/** One look at something that is guarded, and what follows from it. */
export type LookAfter = <Entry extends GuardRecord | ShiftRecord, Step extends NextStep = never>(
  kind: WatchedKind<Entry, Step>,
  around: MeshObjects,
  seen: { readonly object: KubernetesObject; readonly entry: Entry },
  signal: AbortSignal,
) => Promise<void>;

/**
 * Every look decides from the object, what was counted and the time, and writes at most one patch: a process that is
 * killed anywhere leaves nothing half done, and the next look goes on from there.
 */
export function createLookAfter(dependencies: GuardsDependencies, board: Board): LookAfter {
  const { cluster, now, newId, onChange } = dependencies;
  const { routes } = cluster.own;
  return async (kind, around, { object: seen, entry }, signal) => {
    const route = routeRefOf(seen);
    const verdict = await countAndJudge(
      dependencies,
      board,
      around,
      { route: seen, entry, ...kind.spanOf(entry, now()) },
      signal,
    );
    const decisionOn = (object: KubernetesObject) => {
      const found = kind.records.read(object).find(({ id }) => id === entry.id);
      if (found === undefined || !kind.records.isActive(found)) return undefined;
      // What was counted from another moment on says nothing of this one.
      const isJudged = kind.spanOf(found, now()).from === kind.spanOf(entry, now()).from;
      const decision = kind.decide(found, { object, verdict: isJudged ? verdict : undefined, now: now() });
      return decision.kind === "none" ? undefined : { found, decision };
    };
    if (decisionOn(seen) === undefined) return;

    const stamp = () => ({ id: newId() as ChangeId, at: new Date(now()).toISOString() });
    const endPatch = (
      object: KubernetesObject,
      found: typeof entry,
      state: typeof entry.state,
      why?: string,
    ): Write => ({
      patch: kind.records.patch(object, kind.ended(found, state, stamp().at, why)),
    });
    const decide = async (object: KubernetesObject): Promise<Write | undefined> => {
      const due = decisionOn(object);
      if (due === undefined) return undefined;
      const { found, decision } = due;
      if (decision.kind === "end") return endPatch(object, found, decision.state, decision.why);
      const refused = await refusal(cluster, found, route);
      return refused === undefined
        ? kind.move(object, found, decision, stamp())
        : endPatch(object, found, "failed", refused);
    };
    const giveUp = async (object: KubernetesObject, why: string) => {
      const due = decisionOn(object);
      return due && endPatch(object, due.found, "failed", why);
    };
    try {
      const done = await settle(routes, route, decide, signal);
      if (done?.change !== undefined) onChange(done.written, done.change);
    } catch (error) {
      const isRefused = error instanceof KubernetesError && (error.code === "rejected" || error.code === "forbidden");
      if (!isRefused) throw error;
      await settle(routes, route, (object) => giveUp(object, error.message), signal);
    }
  };
}

interface Counted {
  readonly route: KubernetesObject;
  readonly entry: Pick<GuardRecord | ShiftRecord, "id" | "canary" | "stable" | "limits">;
  readonly from: number;
  readonly to: number;
}

/** Undefined while nothing can be known. */
async function countAndJudge(
  { telemetry, now, onMishap }: GuardsDependencies,
  board: Board,
  around: MeshObjects,
  { route, entry, from, to }: Counted,
  signal: AbortSignal,
): Promise<GuardVerdict | undefined> {
  try {
    const measured = await measureBoth(telemetry, around, { ...entry, route }, { from, to }, signal);
    if (measured === undefined) return { verdict: "wait", why: "not-measured" };
    const { canary, stable } = measured;
    board.note(entry.id, { at: new Date(now()).toISOString(), canary, ...(stable && { stable }) });
    return judgeGuard(measured, entry.limits);
  } catch (error) {
    signal.throwIfAborted();
    // That Prometheus fails is told with the live picture. Here it means that nothing is known yet.
    onMishap(error, `counting for a guard of ${route.metadata.name}`);
    return undefined;
  }
}

/** Why it may not be written for its author; undefined where it may. */
async function refusal(
  cluster: GuardsDependencies["cluster"],
  { by, groups }: Pick<GuardRecord, "by" | "groups">,
  route: RouteRef,
): Promise<string | undefined> {
  try {
    const may = await cluster.mayAs({ user: by, groups }, patchQuestion(route));
    return may ? undefined : `${by} may no longer change ${route.name}: nothing was written for them.`;
  } catch (error) {
    if (error instanceof KubernetesError && error.code === "forbidden") return error.message;
    throw error;
  }
}
