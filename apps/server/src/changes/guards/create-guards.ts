import type { Guard, GuardArmRequest, GuardId, GuardRequest, JsonPatchOperation } from "@fyr/contract";
import { routesIn } from "@fyr/kubernetes";
import { type KubernetesObject, type RecordedChange, routeRefOf, type WeightPlan } from "@fyr/routing";
import { AppError } from "../../app-error.ts";
import type { Along } from "../carry-change.ts";
import type { Caller } from "../dependencies.ts";
import { readable } from "../readable.ts";
import { findRecorded } from "../recorded-change.ts";
import { assertArmable, assertUnguarded } from "./arming.ts";
import type { Board } from "./board.ts";
import type { GuardingDependencies } from "./dependencies.ts";
import { guardKind } from "./kinds.ts";
import { isLeftAs } from "./left-as.ts";
import { type GuardRecord, guardRecords } from "./records.ts";
import { findEntry, settleFor } from "./settle-for.ts";
import { guardsOn, guardView } from "./views.ts";

/** Guards as people have to do with them. What they write is written as them. */
export interface Guards {
  /** Armed ones and the last that ended, newest first. */
  list(caller: Caller, signal: AbortSignal): Promise<Guard[]>;
  /** Rejects where nothing good would come of it; else what arms it together with a change of weights. */
  prepare(
    caller: Caller,
    object: KubernetesObject,
    plan: Pick<WeightPlan, "route" | "rule" | "after">,
    request: GuardRequest,
    signal: AbortSignal,
  ): Promise<Along>;
  /** Guards a change that was made already. `conflict` when its weights are no longer there. */
  arm(caller: Caller, request: GuardArmRequest, signal: AbortSignal): Promise<Guard>;
  cancel(caller: Caller, id: GuardId, signal: AbortSignal): Promise<Guard>;
}

export function createGuards(dependencies: GuardingDependencies, board: Board): Guards {
  const { cluster, now, newId } = dependencies;
  const held = async (signal: AbortSignal) => routesIn(await cluster.objects(signal));

  function recordOf(
    armed: Pick<GuardRecord, "by" | "groups" | "canary" | "stable" | "limits">,
    { id: change, rule, moves }: RecordedChange,
    minutes: number,
  ): GuardRecord {
    const at = now();
    return {
      id: newId() as GuardId,
      ...armed,
      rule,
      change,
      moves: [...moves],
      armedAt: new Date(at).toISOString(),
      until: new Date(at + minutes * 60_000).toISOString(),
      state: "armed",
    };
  }

  return {
    list: async (caller, signal) => guardsOn(await readable(caller, await held(signal)), board.latestOf),
    prepare: async (caller, object, { route, rule, after }, { minutes, ...request }, signal) => {
      const wanted = { ...request, route, rule, weights: after };
      const armed = await assertArmable(dependencies, caller, object, wanted, "guard.", signal);
      return (latest, change) => guardRecords.patch(latest, recordOf(armed, change, minutes));
    },
    arm: async (caller, { change: id, minutes, ...request }, signal) => {
      const { route, change } = findRecorded(await held(signal), id);
      const object = await caller.routes.read(route, signal);
      const wanted = { ...request, route, rule: change.rule, weights: change.after };
      const armed = await assertArmable(dependencies, caller, object, wanted, "", signal);
      const record = recordOf(armed, change, minutes);
      await settleFor(caller, route, signal, (latest) => {
        assertUnguarded(latest, change.rule);
        if (!isLeftAs(latest, record)) {
          throw new AppError("conflict", `${route.name} no longer has the weights this change left.`);
        }
        return { patch: [...versionTest(latest), ...guardRecords.patch(latest, record)] };
      });
      return guardView(route, record, board.latestOf);
    },
    cancel: async (caller, id, signal) => {
      const { object } = findEntry(await held(signal), guardRecords, id, "guard");
      const route = routeRefOf(object);
      const { user } = await caller.whoAmI();
      const written = await settleFor(caller, route, signal, (latest) => {
        const { entry } = findEntry([latest], guardRecords, id, "guard");
        if (!guardRecords.isActive(entry)) return undefined;
        const at = new Date(now()).toISOString();
        return { patch: guardRecords.patch(latest, guardKind.ended(entry, "cancelled", at, `Cancelled by ${user}.`)) };
      });
      return guardView(route, findEntry([written], guardRecords, id, "guard").entry, board.latestOf);
    },
  };
}

/** A record that rests on the weights as they were read. */
function versionTest({ metadata }: KubernetesObject): JsonPatchOperation[] {
  return [{ op: "test", path: "/metadata/resourceVersion", value: metadata.resourceVersion ?? "" }];
}
