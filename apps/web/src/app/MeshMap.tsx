import type { Topology } from "@fyr/contract";
import { MapCanvas } from "../features/map/MapCanvas.tsx";
import { useView } from "../view/use-view.ts";

/** The canvas, told what the address says. Panning replaces the address; it makes no steps in the history. */
export function MeshMap({ topology }: { topology: Topology }) {
  const [view, change] = useView();
  return (
    <MapCanvas
      topology={topology}
      selection={view.selection}
      labels={view.labels}
      viewport={view.viewport}
      onSelect={(selection) => change({ selection })}
      onViewport={(viewport) => change({ viewport }, { replace: true })}
    />
  );
}
