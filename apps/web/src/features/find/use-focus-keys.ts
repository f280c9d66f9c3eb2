import type { Topology } from "@fyr/contract";
import { endsOfEdge } from "@fyr/topology";
import { useKeys } from "../../ui/use-keys.ts";
import { viewOfPicture } from "../../view/shown-picture.ts";
import { useView } from "../../view/use-view.ts";
import type { FocusDepth, ViewState } from "../../view/view-state.ts";

/** 1, 2, 3: how far around what is selected, of an edge who is called, or around what is in focus already. The same again ends it. */
export function useFocusKeys(topology: Topology): void {
  const [view, change] = useView();
  const { selection, focus } = viewOfPicture(view, topology);
  const around = middleOf(selection, topology) ?? (focus && "around" in focus ? focus.around : undefined);
  const press = (depth: FocusDepth) => {
    if (around === undefined) return;
    const isThis = focus !== undefined && "around" in focus && focus.around === around && focus.depth === depth;
    change({ focus: isThis ? undefined : { around, depth } });
  };
  useKeys({ 1: () => press("1"), 2: () => press("2"), 3: () => press("all") });
}

function middleOf(selection: ViewState["selection"], { nodes }: Topology): string | undefined {
  if (selection?.type === "node") return selection.id;
  return selection?.type === "edge" ? endsOfEdge(selection.id, nodes)?.target.id : undefined;
}
