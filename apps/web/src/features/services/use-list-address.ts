import { useLocation, useNavigate } from "@tanstack/react-router";
import type { SearchParams } from "../../view/url.ts";
import { type ListAddress, parseAddress, withAddress } from "./list-address.ts";

/** Which rows in which order the address says, and the way to change it. */
export function useListAddress(): readonly [ListAddress, (patch: Partial<ListAddress>) => void] {
  const search = useLocation({ select: (location) => location.search as SearchParams });
  const navigate = useNavigate();
  const change = (patch: Partial<ListAddress>) =>
    void navigate({
      to: ".",
      search: ((before: SearchParams) => withAddress(before, { ...parseAddress(before), ...patch })) as never,
      replace: patch.order !== undefined,
      resetScroll: false,
    });
  return [parseAddress(search), change];
}
