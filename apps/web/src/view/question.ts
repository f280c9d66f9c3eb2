import type { ViewState } from "./view-state.ts";

/** The same text for views that show the same numbers at the same moment. */
export function questionOf({ windowSeconds, namespaces }: Pick<ViewState, "windowSeconds" | "namespaces">): string {
  return `${windowSeconds} ${namespaces?.join(",") ?? ""}`;
}
