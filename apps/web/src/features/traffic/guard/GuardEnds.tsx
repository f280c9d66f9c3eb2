import type { Guard, Shift } from "@fyr/contract";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { usePushedGuards } from "../../../live/live-context.ts";
import { refreshRoutes } from "../progress/use-change-log.ts";
import { inNumbers } from "../weights/draft.ts";
import { endTitle } from "./guard-text.ts";

/** An end that is older was told to whoever was there. */
const freshMs = 120_000;
const told = new Set<string>();

/** Tells everybody how guards and shifts end, on whatever page they are. What was put back stays until it is closed. */
export function GuardEnds() {
  const queries = useQueryClient();
  const { guards, shifts } = usePushedGuards();
  const tell = useEffectEvent(() => {
    const ends = [...guards.map((one) => endOf("Guard", one)), ...shifts.map((one) => endOf("Shift", one))];
    const news = ends.flatMap((end) => (end !== undefined && !told.has(end.id) ? [end] : []));
    if (news.length === 0) return;
    for (const { id, ...end } of news) {
      told.add(id);
      notifications.show(end);
    }
    refreshRoutes(queries);
    void queries.invalidateQueries({ queryKey: ["route-changes"] });
  });
  useEffect(() => tell(), [guards, shifts]);
  return null;
}

function endOf(kind: "Guard" | "Shift", one: Guard | Shift) {
  const { id, state, why, endedAt, restores } = one;
  if (endedAt === undefined || Date.now() - Date.parse(endedAt) > freshMs) return undefined;
  const isBack = state === "fired" || state === "aborted";
  const back = isBack ? ` The weights are back at ${inNumbers(restores)}.` : "";
  const isBad = isBack || state === "failed";
  return {
    id: id as string,
    title: endTitle(kind, one),
    message: `${why ?? ""}${back}`.trim(),
    ...(isBad ? { color: "red", autoClose: false as const } : {}),
  };
}
