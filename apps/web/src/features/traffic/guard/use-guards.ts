import type { Guard, RouteRef, Shift } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { usePushedGuards } from "../../../live/live-context.ts";
import { isSameRoute } from "../progress/change-log.ts";
import { guards, shifts } from "./guard-queries.ts";

/** Guards and shifts with what was pushed since: of one route, or of all. */
export function useGuards(route?: RouteRef): { readonly guards: readonly Guard[]; readonly shifts: readonly Shift[] } {
  const pushed = usePushedGuards();
  const isHere = (one: Guard | Shift) => route === undefined || isSameRoute(one.route, route);
  return {
    guards: latest(useQuery(guards).data?.guards ?? [], pushed.guards).filter(isHere),
    shifts: latest(useQuery(shifts).data?.shifts ?? [], pushed.shifts).filter(isHere),
  };
}

interface Told {
  readonly id: string;
  readonly endedAt?: string;
  readonly latest?: { readonly at: string };
}

/** Of each the newer word: an end is the last one, else what was counted later. */
export function latest<One extends Told>(fetched: readonly One[], pushed: readonly One[]): readonly One[] {
  const known = new Map(fetched.map((one) => [one.id, one]));
  for (const one of pushed) {
    const before = known.get(one.id);
    if (before === undefined || !isNewer(before, one)) known.set(one.id, one);
  }
  return [...known.values()];
}

function isNewer(a: Told, b: Told): boolean {
  if (a.endedAt !== undefined || b.endedAt !== undefined) return b.endedAt === undefined;
  return (a.latest?.at ?? "") > (b.latest?.at ?? "");
}
