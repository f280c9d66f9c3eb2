import type { Topology } from "@fyr/contract";
import { viewOfPicture } from "../../view/shown-picture.ts";
import { useView } from "../../view/use-view.ts";
import { type Sight, sightOf } from "./sight.ts";

/** What the address leaves to be seen of a picture. */
export function useSight(topology: Topology): Sight {
  const [view] = useView();
  return sightOf(topology, viewOfPicture(view, topology));
}
