import { useNavigate } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import { useTopology } from "../../live/live-context.ts";
import { parseSearch } from "../../view/search-text.ts";
import { onSavedViews, type SavedView, savedViews } from "./saved-views.ts";

/** The named views of the mesh on screen, and the way to each. */
export function useSavedViews() {
  const navigate = useNavigate();
  const store = savedViews(window.localStorage, useTopology()?.clusters ?? []);
  useSyncExternalStore(onSavedViews, store.text);
  return {
    views: store.list(),
    store,
    open: ({ search }: SavedView) => void navigate({ to: "/", search: parseSearch(search) as never }),
  };
}
