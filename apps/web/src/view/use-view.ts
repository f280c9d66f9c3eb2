import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { patched, type ViewPatch } from "./patch.ts";
import { parseView, type SearchParams, withView } from "./url.ts";
import type { ViewState } from "./view-state.ts";

/** `replace`: no new step in the browser's history (panning, typing). */
export type ChangeView = (patch: ViewPatch, options?: { readonly replace?: boolean }) => void;

/** What the address says to show, and the way to change it. `change` keeps its identity. */
export function useView(): readonly [ViewState, ChangeView] {
  const search = useLocation({ select: (location) => location.search as SearchParams });
  const navigate = useNavigate();
  const change = useCallback<ChangeView>(
    (patch, options) => {
      void navigate({
        to: ".",
        search: ((before: SearchParams) => withView(before, patched(parseView(before), patch))) as never,
        replace: options?.replace ?? false,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [viewOf(search), change];
}

const views = new WeakMap<SearchParams, ViewState>();

/** The same address gives the same object, so that `===` means unchanged. */
function viewOf(search: SearchParams): ViewState {
  const known = views.get(search) ?? parseView(search);
  views.set(search, known);
  return known;
}
