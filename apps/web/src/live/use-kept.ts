import { useQuery } from "@tanstack/react-query";
import { capabilities } from "../api/queries.ts";
import { useView } from "../view/use-view.ts";
import { liesBeforeHistory } from "./kept.ts";

/** Whether anything is kept of the moment on screen; undefined until the server has said how far its history goes. */
export function useIsKept(): boolean | undefined {
  const [{ at }] = useView();
  const { data, isPending } = useQuery(capabilities);
  if (at === undefined) return true;
  return isPending ? undefined : !liesBeforeHistory(at, data?.historyFrom);
}
