import type { Topology } from "@fyr/contract";
import { use } from "react";
import { canCut, loadGrains, pictureAt } from "../../view/shown-picture.ts";
import type { ListKind } from "./rows.ts";

/** The moment on screen at the grain of a list, made of the same picture as the map: its numbers are those of the map. */
export function usePicture(topology: Topology, grain: ListKind): Topology {
  if (!canCut({ grain })) use(loadGrains());
  return pictureAt(topology, { grain });
}
