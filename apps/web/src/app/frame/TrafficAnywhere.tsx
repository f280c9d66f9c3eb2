import { useEffect, useEffectEvent } from "react";
import { EditNews } from "../../features/traffic/editor/EditNews.tsx";
import { OpenObjectEditor } from "../../features/traffic/editor/OpenObjectEditor.tsx";
import { OpenRouteDialog } from "../../features/traffic/from-map/OpenRouteDialog.tsx";
import { GuardEnds } from "../../features/traffic/guard/GuardEnds.tsx";
import { useUndoLast } from "../../features/traffic/history/use-undo-last.ts";
import { useKeys } from "../../ui/use-keys.ts";
import { onAsked } from "../../view/commands.ts";

/** What holds on every page: `u` goes back on the last change of one's own, and a route's dialog outlives what opened it. */
export function TrafficAnywhere() {
  const { run } = useUndoLast();
  const undo = useEffectEvent(run);
  useKeys({ u: (event) => !event.repeat && run() });
  useEffect(() => onAsked("undo-last-change", () => undo()), []);
  return (
    <>
      <OpenRouteDialog />
      <OpenObjectEditor />
      <GuardEnds />
      <EditNews />
    </>
  );
}
