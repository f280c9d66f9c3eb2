import type { Topology } from "@fyr/contract";
import { Suspense } from "react";
import { loadLater } from "../ui/load-later.tsx";
import { PanelSkeleton } from "../ui/Skeleton.tsx";
import type { Selection } from "../view/view-state.ts";
import { canNameEdge } from "./edge-link.ts";
import { SteeringRoute } from "./SteeringRoute.tsx";
import { UnfoundSelection } from "./UnfoundSelection.tsx";

const FocusControl = loadLater(async () => (await import("../features/find/FocusControl.tsx")).FocusControl);
const Inspector = loadLater(async () => (await import("../features/inspector/Inspector.tsx")).Inspector);
const LostEdge = loadLater(async () => (await import("../features/traffic/LostEdge.tsx")).LostEdge);

/** Everything about what is selected. An edge stays selected, with its route, when its last request is gone. */
export function Selected(props: { selection: Selection; topology: Topology; onClose: () => void }) {
  const { selection, topology, onClose } = props;
  const isLost = selection.type === "edge" && !topology.edges.some(({ id }) => id === selection.id);
  if (isLost && !canNameEdge(selection.id)) return <UnfoundSelection key={selection.id} />;
  return (
    <Suspense fallback={<PanelSkeleton />}>
      {isLost ? (
        <LostEdge key={selection.id} id={selection.id} topology={topology} onClose={onClose} />
      ) : (
        <Inspector
          selection={selection}
          topology={topology}
          renderFocus={(node) => <FocusControl node={node} topology={topology} />}
          renderRoute={(route) => <SteeringRoute route={route} />}
          onClose={onClose}
        />
      )}
    </Suspense>
  );
}
