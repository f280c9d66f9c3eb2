import { useLocation, useNavigate } from "@tanstack/react-router";
import {
  changedInvestigation,
  type InvestigateAddress,
  type InvestigatePatch,
  parseInvestigation,
  withInvestigation,
} from "./investigation.ts";
import { patched, type ViewPatch } from "./patch.ts";
import { parseView, type SearchParams, withView } from "./url.ts";
import type { Selection } from "./view-state.ts";

/** `view`: changed in the same step of the browser's history. */
export type ChangeInvestigation = (
  patch: InvestigatePatch,
  options?: { readonly replace?: boolean; readonly view?: ViewPatch },
) => void;

/** What Investigate's address says, and the way to change it. */
export function useInvestigation(): readonly [InvestigateAddress, ChangeInvestigation] {
  const search = useLocation({ select: (location) => location.search as SearchParams });
  const navigate = useNavigate();
  const change: ChangeInvestigation = (patch, { replace = false, view = {} } = {}) =>
    void navigate({
      to: ".",
      search: ((before: SearchParams) => changedSearch(before, patch, view)) as never,
      replace,
      resetScroll: false,
    });
  return [parseInvestigation(search), change];
}

/** `search` with both patches in it. */
export function changedSearch(search: SearchParams, patch: InvestigatePatch, view: ViewPatch): SearchParams {
  const was = parseView(search);
  const now = patched(was, view);
  const address = parseInvestigation(search);
  // Where nothing is selected the evidence is of what the finding is about.
  const isOtherFinding = "finding" in patch && patch.finding !== address.finding;
  const isOther = textOf(was.selection) !== textOf(now.selection) || (now.selection === undefined && isOtherFinding);
  return withInvestigation(withView(search, now), changedInvestigation(address, patch, isOther));
}

function textOf(selection: Selection | undefined): string {
  return selection === undefined ? "" : `${selection.type}:${selection.id}`;
}
