import { useKeys } from "../../ui/use-keys.ts";
import { useView } from "../../view/use-view.ts";
import type { FocusDepth } from "../../view/view-state.ts";

/** 1, 2, 3: how far around what is selected, or around what is in focus already. The same again ends it. */
export function useFocusKeys(): void {
  const [{ selection, focus }, change] = useView();
  const around = selection?.type === "node" ? selection.id : focus && "around" in focus ? focus.around : undefined;
  const press = (depth: FocusDepth) => {
    if (around === undefined) return;
    const isThis = focus !== undefined && "around" in focus && focus.around === around && focus.depth === depth;
    change({ focus: isThis ? undefined : { around, depth } });
  };
  useKeys({ 1: () => press("1"), 2: () => press("2"), 3: () => press("all") });
}
