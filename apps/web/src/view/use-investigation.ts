import { useLocation, useNavigate } from "@tanstack/react-router";
import { type InvestigateAddress, parseInvestigation, withInvestigation } from "./investigation.ts";
import { patched, type ViewPatch } from "./patch.ts";
import { parseView, type SearchParams, withView } from "./url.ts";

/** What is to be different; `undefined` takes a field away. */
type InvestigatePatch = { readonly [Field in keyof InvestigateAddress]?: InvestigateAddress[Field] | undefined };

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
      search: ((before: SearchParams) =>
        withInvestigation(
          withView(before, patched(parseView(before), view)),
          changed(parseInvestigation(before), patch),
        )) as never,
      replace,
      resetScroll: false,
    });
  return [parseInvestigation(search), change];
}

function changed(address: InvestigateAddress, patch: InvestigatePatch): InvestigateAddress {
  const { tab = "wrong", finding, entry, before, beforeWindowSeconds, shown } = { ...address, ...patch };
  return {
    tab,
    ...(finding !== undefined && { finding }),
    ...(entry !== undefined && { entry }),
    ...(before !== undefined && { before }),
    ...(beforeWindowSeconds !== undefined && { beforeWindowSeconds }),
    ...(shown !== undefined && { shown }),
  };
}
