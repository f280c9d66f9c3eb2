import { useEffect } from "react";
import { useLiveState, useTopology } from "../../live/live-context.ts";
import { useNow } from "../../live/use-now.ts";
import { moment } from "../../ui/clock.ts";

/** The tab says whether something is wrong, and when: "Past 03:02 · ● 1 failing · Fyr", with a mark on its icon. */
export function useDocumentTitle(): void {
  const now = useNow();
  const topology = useTopology();
  const failing = topology?.totals.edgesFailing ?? 0;
  const isPast = useLiveState().status === "past";
  const when = isPast && topology !== undefined ? moment(topology.at, now) : undefined;
  const title = titleOf(failing, topology?.totals.edgesDegraded ?? 0, when);
  const mark = iconOf(failing, isPast);
  useEffect(() => {
    document.title = title;
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (icon) icon.href = mark;
  }, [title, mark]);
}

/** `when`: of the past that is on screen. */
export function titleOf(failing: number, degraded: number, when?: string): string {
  const past = when === undefined ? "" : `Past ${when} · `;
  if (failing > 0) return `${past}● ${failing} failing · Fyr`;
  return degraded > 0 ? `${past}▲ ${degraded} degraded · Fyr` : `${past}Fyr`;
}

function iconOf(failing: number, isPast: boolean): string {
  if (isPast) return "/favicon-past.svg";
  return failing > 0 ? "/favicon-failing.svg" : "/favicon.svg";
}
