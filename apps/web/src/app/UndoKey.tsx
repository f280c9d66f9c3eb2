import { useUndoLast } from "../features/traffic/use-undo-last.ts";
import { useKeys } from "../ui/use-keys.ts";

/** `u` takes back the last change of one's own, on any page. */
export function UndoKey() {
  const { run } = useUndoLast();
  useKeys({ u: run });
  return null;
}
