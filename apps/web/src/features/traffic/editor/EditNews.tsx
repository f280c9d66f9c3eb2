import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { usePushedChanges, usePushedEdits } from "../../../live/live-context.ts";
import { refreshEdited } from "./use-apply-edit.ts";

/** What anybody changes shows at once, on whatever page it is looked at: word of it asks for the objects anew. */
export function EditNews() {
  const queries = useQueryClient();
  const [change] = usePushedChanges();
  const [edit] = usePushedEdits();
  const latest = [change?.id, edit?.id].filter((id) => id !== undefined).join(" ");
  const refresh = useEffectEvent((news: string) => {
    if (news !== "") void refreshEdited(queries);
  });
  useEffect(() => refresh(latest), [latest]);
  return null;
}
