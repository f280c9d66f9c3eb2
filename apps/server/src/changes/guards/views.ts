import type { Guard, RouteRef, Shift } from "@fyr/contract";
import { type KubernetesObject, routeRefOf, sideOf } from "@fyr/routing";
import { leftOutOf } from "./left-as.ts";
import { type GuardRecord, guardRecords, type ShiftRecord, shiftRecords } from "./records.ts";

export type Latest = NonNullable<Guard["latest"]>;
/** What was counted last for a guard or a shift, where that is known. */
export type LatestOf = (id: string) => Latest | undefined;

export function guardView(route: RouteRef, record: GuardRecord, latestOf: LatestOf): Guard {
  const { groups: _, moves, ...told } = record;
  const latest = latestOf(record.id);
  return { ...told, route, restores: sideOf(moves, "from", leftOutOf(route)), ...(latest && { latest }) };
}

export function shiftView(route: RouteRef, record: ShiftRecord, latestOf: LatestOf): Shift {
  const { groups: _, change: __, leftMs: ___, moves, ...told } = record;
  const latest = latestOf(record.id);
  return { ...told, route, restores: sideOf(moves, "from", leftOutOf(route)), ...(latest && { latest }) };
}

/** All that the routes carry, the newest first. */
export function guardsOn(objects: readonly KubernetesObject[], latestOf: LatestOf): Guard[] {
  return objects
    .flatMap((object) => guardRecords.read(object).map((record) => guardView(routeRefOf(object), record, latestOf)))
    .sort((a, b) => Date.parse(b.armedAt) - Date.parse(a.armedAt));
}

export function shiftsOn(objects: readonly KubernetesObject[], latestOf: LatestOf): Shift[] {
  return objects
    .flatMap((object) => shiftRecords.read(object).map((record) => shiftView(routeRefOf(object), record, latestOf)))
    .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
}
