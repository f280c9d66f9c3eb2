import type { RouteRef } from "@fyr/contract";
import { KubernetesError } from "@fyr/kubernetes";
import type { KubernetesObject } from "@fyr/routing";
import { AppError } from "../../app-error.ts";
import type { Caller } from "../dependencies.ts";
import type { RecordKind } from "./records.ts";
import { type Settled, settle, type Write } from "./settle.ts";

/** The record of that id and the object that carries it. Throws `not_found`. */
export function findEntry<Entry extends { readonly id: string; readonly state: string }>(
  objects: readonly KubernetesObject[],
  records: RecordKind<Entry>,
  id: string,
  what: "guard" | "shift",
): { readonly object: KubernetesObject; readonly entry: Entry } {
  for (const object of objects) {
    const entry = records.read(object).find((one) => one.id === id);
    if (entry !== undefined) return { object, entry };
  }
  throw new AppError("not_found", `No route remembers this ${what}. Routes keep the last ones that ended.`);
}

/** Writes as the caller what follows from the object as it is: the object then. What has happened already is no fault. */
export async function settleFor(
  caller: Caller,
  route: RouteRef,
  signal: AbortSignal,
  decide: (object: KubernetesObject) => Write | undefined,
  onSettled: (settled: Settled) => void = () => undefined,
): Promise<KubernetesObject> {
  let seen: KubernetesObject | undefined;
  try {
    const settled = await settle(
      caller.routes,
      route,
      async (object) => {
        seen = object;
        return decide(object);
      },
      signal,
    );
    if (settled !== undefined) {
      onSettled(settled);
      return settled.written;
    }
  } catch (error) {
    if (!(error instanceof KubernetesError) || error.code !== "conflict") throw error;
    throw new AppError("conflict", `${route.name} keeps being changed by others. Nothing was written: try again.`, {
      cause: error,
    });
  }
  return seen ?? (await caller.routes.read(route, signal));
}
