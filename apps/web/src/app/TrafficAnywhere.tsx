import { useEffect, useEffectEvent } from "react";
import { OpenRouteDialog } from "../features/traffic/OpenRouteDialog.tsx";
import { useUndoLast } from "../features/traffic/use-undo-last.ts";
import { useKeys } from "../ui/use-keys.ts";
import { onAsked } from "../view/commands.ts";

/** What holds on every page: `u` goes back on the last change of one's own, and a route's dialog outlives what opened it. */
export function TrafficAnywhere() {
  const { run } = useUndoLast();
  const undo = useEffectEvent(run);
  useKeys({ u: (event) => !event.repeat && run() });
  useEffect(() => onAsked("undo-last-change", () => undo()), []);
  return <OpenRouteDialog />;
}
