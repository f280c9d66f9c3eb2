import type { Topology } from "@fyr/contract";
import { use, useState } from "react";
import { useSight } from "../../features/find/use-sight.ts";
import { useFolding } from "../../features/map/cards/use-folding.ts";
import { MapCanvas } from "../../features/map/MapCanvas.tsx";
import { canCut, loadGrains, pictureAt, viewOfPicture } from "../../view/shown-picture.ts";
import { useView } from "../../view/use-view.ts";
import type { Selection, Viewport } from "../../view/view-state.ts";
import css from "./KioskPage.module.css";

/** Close enough to be read from across the room. */
const reading = { zoom: 2.2, legible: 2.1 };

/** The map alone: flies to what is selected, and back to the whole when nothing is. */
export function KioskMap(props: { topology: Topology; selection: Selection | undefined }) {
  const [asked] = useView();
  if (!canCut(asked)) use(loadGrains());
  const topology = pictureAt(props.topology, asked);
  const { selection: _, ...rest } = asked;
  const view = viewOfPicture({ ...rest, ...(props.selection && { selection: props.selection }) }, topology);
  const { selection } = view;
  const { bright, hidden } = useSight(topology);
  const { folding } = useFolding(topology, view.folding, selection);
  const [flown, setFlown] = useState<{ readonly to: string; readonly viewport: Viewport | undefined }>();
  return (
    <div className={css.map}>
      <MapCanvas
        topology={topology}
        selection={selection}
        labels={view.labels}
        viewport={selection !== undefined && flown?.to === selection.id ? flown.viewport : undefined}
        folding={folding}
        bright={bright}
        hidden={hidden}
        bare
        reading={reading}
        onFolding={() => undefined}
        onSelect={() => undefined}
        onPair={() => undefined}
        onViewport={(viewport) => selection && setFlown({ to: selection.id, viewport })}
      />
    </div>
  );
}
