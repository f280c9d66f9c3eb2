import { useEffect } from "react";
import { useTopology } from "../live/live-context.ts";

/** The tab says whether something is wrong: "● 1 failing · Fyr", with a red dot on its icon. */
export function useDocumentTitle(): void {
  const totals = useTopology()?.totals;
  const failing = totals?.edgesFailing ?? 0;
  const degraded = totals?.edgesDegraded ?? 0;
  useEffect(() => {
    document.title = titleOf(failing, degraded);
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    if (icon) icon.href = failing > 0 ? "/favicon-failing.svg" : "/favicon.svg";
  }, [failing, degraded]);
}

export function titleOf(failing: number, degraded: number): string {
  if (failing > 0) return `● ${failing} failing · Fyr`;
  return degraded > 0 ? `▲ ${degraded} degraded · Fyr` : "Fyr";
}
