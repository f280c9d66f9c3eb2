import type { Topology } from "@fyr/contract";
import { Suspense } from "react";
import { nextProblem } from "../features/problems/next-problem.ts";
import { ProblemList } from "../features/problems/ProblemList.tsx";
import { Timeline } from "../features/time/Timeline.tsx";
import { useLiveState } from "../live/live-context.ts";
import { topologyOf } from "../live/stream-state.ts";
import { loadLater } from "../ui/load-later.tsx";
import { PanelSkeleton } from "../ui/Skeleton.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { useView } from "../view/use-view.ts";
import { MapBar } from "./MapBar.tsx";
import css from "./MapPage.module.css";
import { MapStates, NoTraffic } from "./MapStates.tsx";
import { MeshMap } from "./MeshMap.tsx";
import { ResizablePane } from "./ResizablePane.tsx";
import { SteeringRoute } from "./SteeringRoute.tsx";

const Inspector = loadLater(async () => (await import("../features/inspector/Inspector.tsx")).Inspector);
const TableView = loadLater(async () => (await import("../features/table/TableView.tsx")).TableView);

/** Home: what is wrong, where it is, and everything about it. */
export function MapPage() {
  const state = useLiveState();
  const topology = topologyOf(state);
  if (topology === undefined) return <MapStates state={state} />;
  return <MeshPage topology={topology} />;
}

function MeshPage({ topology }: { topology: Topology }) {
  const [view, change] = useView();
  const toProblem = (step: 1 | -1) => {
    const problem = nextProblem(topology.problems, view.selection, step);
    if (problem) change({ selection: problem.subject });
  };
  const close = () => change({ selection: undefined });
  useKeys({
    n: () => toProblem(1),
    p: () => toProblem(-1),
    t: () => change({ as: view.as === "map" ? "table" : "map" }),
    f: () => change({ viewport: undefined }, { replace: true }),
    Escape: () => view.selection && close(),
  });
  const empty = topology.nodes.length === 0;
  return (
    <div className={css.page}>
      <div className={css.problems}>
        <ProblemList topology={topology} selection={view.selection} onSelect={(selection) => change({ selection })} />
      </div>
      <div className={css.middle}>
        <MapBar topology={topology} />
        <div className={css.canvas}>
          {empty && <NoTraffic topology={topology} />}
          {!empty && view.as === "map" && <MeshMap topology={topology} />}
          {!empty && view.as === "table" && (
            <Suspense fallback={<PanelSkeleton label="Loading the table" />}>
              <TableView
                topology={topology}
                selection={view.selection}
                onSelect={(selection) => change({ selection })}
              />
            </Suspense>
          )}
        </div>
      </div>
      {view.selection && (
        <ResizablePane label="Width of the inspector">
          <Suspense fallback={<PanelSkeleton />}>
            <Inspector
              selection={view.selection}
              topology={topology}
              renderRoute={(route) => <SteeringRoute route={route} />}
              onClose={close}
            />
          </Suspense>
        </ResizablePane>
      )}
      <div className={css.timeline}>
        <Timeline />
      </div>
    </div>
  );
}
