import type { Topology } from "@fyr/contract";
import { grains } from "@fyr/topology";
import { lineOf } from "./line.ts";
import type { ViewPatch } from "./patch.ts";
import { holderOf, partsOf, pictureAt, type ShownCut, wholeOf } from "./shown-picture.ts";
import type { Selection } from "./view-state.ts";

const cuts: readonly ShownCut[] = [
  ...grains.map((grain) => ({ grain, serviceNodes: undefined })),
  ...(["workload", "app", "versionedApp"] as const).map((grain) => ({ grain, serviceNodes: true as const })),
];

/** Whether what is selected is in this picture, by itself or as a line that stands for several calls. */
export function isInPicture({ type, id }: Selection, picture: Topology): boolean {
  switch (type) {
    case "edge":
      return picture.edges.some((edge) => edge.id === id) || lineOf(picture, id) !== undefined;
    case "node":
      return picture.nodes.some((node) => node.id === id);
    case "namespace":
      return picture.namespaces.some(({ name, cluster }) => id === name || id === `${cluster}/${name}`);
  }
}

/**
 * How to show what another grain calls by this name: selected as what holds all of it in this picture, else at its own
 * grain. Undefined where no grain has it. Makes pictures until one does: not for every refresh.
 */
export function shownElsewhere(selection: Selection, picture: Topology, shown: ShownCut): ViewPatch | undefined {
  const whole = wholeOf(picture);
  for (const cut of cuts) {
    if (cut.grain === shown.grain && cut.serviceNodes === shown.serviceNodes) continue;
    const other = pictureAt(whole, cut);
    if (!isInPicture(selection, other)) continue;
    const holders = new Set(partsOf(other, selection.id).map(({ id }) => holderOf(picture, id)));
    const [holder] = holders;
    if (holders.size === 1 && holder !== undefined) return { selection: { ...selection, id: holder } };
    return { ...cut, selection, viewport: undefined };
  }
  return undefined;
}
