import type { Topology } from "@fyr/contract";
import { grains } from "@fyr/topology";
import type { ViewPatch } from "../view/patch.ts";
import { type ShownCut, viewAt } from "../view/shown-picture.ts";
import type { ViewState } from "../view/view-state.ts";

/** Another grain, or service nodes. Nodes stand elsewhere there, so the map is fitted anew. */
export function changeCut(view: ViewState, whole: Topology | undefined, cut: ShownCut): ViewPatch {
  const { grain, serviceNodes, selection, focus } = viewAt(view, whole, cut);
  return { grain, serviceNodes, selection, focus, viewport: undefined };
}

/** The grain after this one, round the end. */
export function nextGrain({ grain }: ViewState, step: 1 | -1): ViewState["grain"] {
  return grains[(grains.indexOf(grain) + step + grains.length) % grains.length] ?? "workload";
}

/** At grain Service they are the nodes, at grain Namespace they lie within. */
export function hasServiceNodes({ grain }: Pick<ViewState, "grain">): boolean {
  return grain !== "service" && grain !== "namespace";
}

export function serviceNodesToggled(view: ViewState, whole: Topology | undefined): ViewPatch {
  if (!hasServiceNodes(view)) return {};
  return changeCut(view, whole, { grain: view.grain, serviceNodes: view.serviceNodes ? undefined : true });
}
