import type { Guard, GuardId, Guards, Shift, ShiftId, ShiftRequest, Shifts } from "@fyr/contract";
import { queryOptions } from "@tanstack/react-query";
import { getJson, postJson } from "../../../api/client.ts";
import { ifCluster } from "../../../api/queries.ts";

/** What is pushed comes at once; this makes up for a push that was lost. */
const everyMs = 15_000;

export const guards = queryOptions({
  queryKey: ["guards"],
  queryFn: ({ client, signal }) => ifCluster(client, () => getJson<Guards>("/guards", {}, signal)),
  refetchInterval: everyMs,
  retry: false,
});

export const shifts = queryOptions({
  queryKey: ["shifts"],
  queryFn: ({ client, signal }) => ifCluster(client, () => getJson<Shifts>("/shifts", {}, signal)),
  refetchInterval: everyMs,
  retry: false,
});

export function cancelGuard(id: GuardId): Promise<Guard> {
  return postJson<Guard>(`/guards/${encodeURIComponent(id)}/cancel`, {});
}

export function startShift(request: ShiftRequest): Promise<Shift> {
  return postJson<Shift>("/shifts", request);
}

export type ShiftAction = "pause" | "resume" | "promote" | "abort";

export function actOnShift(id: ShiftId, action: ShiftAction): Promise<Shift> {
  return postJson<Shift>(`/shifts/${encodeURIComponent(id)}/${action}`, {});
}
