import type { Topology } from "@fyr/contract";
import { useEffect, useEffectEvent } from "react";
import { useSight } from "../../features/find/use-sight.ts";
import { useFolding } from "../../features/map/cards/use-folding.ts";
import { MapCanvas } from "../../features/map/MapCanvas.tsx";
import { changedIds } from "../../view/compared-picture.ts";
import { viewOfPicture } from "../../view/shown-picture.ts";
import { useView } from "../../view/use-view.ts";
import { useCompared } from "./use-compared.ts";

/** The canvas, told what the address says. Panning replaces the address; it makes no steps in the history. */
export function MeshMap({ topology: plain }: { topology: Topology }) {
  const [asked, change] = useView();
  const { picture: topology } = useCompared(plain);
  const view = viewOfPicture(asked, plain);
  const { bright = changedIds(topology), hidden } = useSight(plain);
  const { folding, isOpenedForSelection } = useFolding(topology, view.folding, view.selection);
  // What was opened to show a selection stays open when something else is selected.
  const keep = useEffectEvent(() => change({ folding }, { replace: true }));
  useEffect(() => {
    if (isOpenedForSelection) keep();
  }, [isOpenedForSelection]);
  return (
    <MapCanvas
      topology={topology}
      selection={view.selection}
      labels={view.labels}
      viewport={view.viewport}
      folding={folding}
      bright={bright}
      hidden={hidden}
      onFolding={(next) => change({ folding: next })}
      onSelect={(selection) => change({ selection })}
      onPair={(from, to) => change({ focus: { from, to } })}
      onViewport={(viewport) => change({ viewport }, { replace: true })}
    />
  );
}
