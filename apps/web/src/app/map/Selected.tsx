import type { Topology } from "@fyr/contract";
import { Suspense } from "react";
import { loadLater } from "../../ui/load-later.tsx";
import { PanelSkeleton } from "../../ui/Skeleton.tsx";
import { isInPicture } from "../../view/elsewhere.ts";
import type { Selection } from "../../view/view-state.ts";
import { StartSplit } from "../StartSplit.tsx";
import { SteeringRoute } from "../SteeringRoute.tsx";
import { canNameEdge } from "./edge-link.ts";
import { SelectedElsewhere } from "./SelectedElsewhere.tsx";
import { UnfoundSelection } from "./UnfoundSelection.tsx";

const FocusControl = loadLater(async () => (await import("../../features/find/FocusControl.tsx")).FocusControl);
const Inspector = loadLater(async () => (await import("../../features/inspector/Inspector.tsx")).Inspector);
const LostEdge = loadLater(async () => (await import("../../features/traffic/from-map/LostEdge.tsx")).LostEdge);

/** Everything about what is selected. */
export function Selected(props: { selection: Selection; topology: Topology; onClose: () => void }) {
  const { selection, topology, onClose } = props;
  const inspector = (
    <Inspector
      selection={selection}
      topology={topology}
      renderFocus={(id) => (
        <>
          <FocusControl node={id} topology={topology} />
          <StartSplit node={topology.nodes.find((node) => node.id === id)} />
        </>
      )}
      renderRoute={(route) => <SteeringRoute route={route} />}
      onClose={onClose}
    />
  );
  return (
    <Suspense fallback={<PanelSkeleton />}>
      {isInPicture(selection, topology) ? (
        inspector
      ) : (
        <SelectedElsewhere key={selection.id} selection={selection} topology={topology}>
          {selection.type === "edge" ? <Lost {...props} id={selection.id} /> : inspector}
        </SelectedElsewhere>
      )}
    </Suspense>
  );
}

/** An edge stays selected, with its route, when its last request is gone. */
function Lost({ id, topology, onClose }: { id: string; topology: Topology; onClose: () => void }) {
  return canNameEdge(id) ? <LostEdge id={id} topology={topology} onClose={onClose} /> : <UnfoundSelection />;
}
