import type { Topology } from "@fyr/contract";
import { use, useEffect, useEffectEvent, useState } from "react";
import { PanelSkeleton } from "../../ui/Skeleton.tsx";
import { shownElsewhere } from "../../view/elsewhere.ts";
import { loadGrains } from "../../view/shown-picture.ts";
import { useView } from "../../view/use-view.ts";
import type { Selection } from "../../view/view-state.ts";

/** In place of what this picture does not have: goes to where another grain has it, else shows `children`. */
export function SelectedElsewhere(props: { selection: Selection; topology: Topology; children: React.ReactNode }) {
  const { selection, topology, children } = props;
  use(loadGrains());
  const [view, change] = useView();
  const [way] = useState(() => shownElsewhere(selection, topology, view));
  const go = useEffectEvent(() => way && change(way, { replace: true }));
  useEffect(() => void go(), []);
  return way === undefined ? children : <PanelSkeleton />;
}
