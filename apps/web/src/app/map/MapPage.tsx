import type { Topology } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { Suspense, use, useEffect } from "react";
import { capabilities } from "../../api/queries.ts";
import { FindRowWaiting } from "../../features/find/FindRowWaiting.tsx";
import { listedIn } from "../../features/find/sight.ts";
import { useFindRow } from "../../features/find/use-find-row.ts";
import { useFocusKeys } from "../../features/find/use-focus-keys.ts";
import { useSight } from "../../features/find/use-sight.ts";
import { warmUpLayout } from "../../features/map/layout/lay-out-in-worker.ts";
import { nextProblem } from "../../features/problems/next-problem.ts";
import { ProblemList } from "../../features/problems/ProblemList.tsx";
import { liesBeforeHistory } from "../../live/kept.ts";
import { useLiveState } from "../../live/live-context.ts";
import { topologyOf } from "../../live/stream-state.ts";
import { loadLater } from "../../ui/load-later.tsx";
import { PanelSkeleton } from "../../ui/Skeleton.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import { canCut, loadGrains, pictureAt, viewOfPicture } from "../../view/shown-picture.ts";
import { useInvestigation } from "../../view/use-investigation.ts";
import { useView } from "../../view/use-view.ts";
import { changeCut, nextGrain, serviceNodesToggled } from "../change-cut.ts";
import { MapStates } from "../MapStates.tsx";
import { MapBar } from "./MapBar.tsx";
import css from "./MapPage.module.css";
import { MeshMap } from "./MeshMap.tsx";
import { PathsOnMap } from "./PathsOnMap.tsx";
import { ResizablePane } from "./ResizablePane.tsx";
import { Selected } from "./Selected.tsx";
import { WhyLink } from "./WhyLink.tsx";

const BeforeHistory = loadLater(async () => (await import("../EmptyPictures.tsx")).BeforeHistory);
const NoTraffic = loadLater(async () => (await import("../EmptyPictures.tsx")).NoTraffic);
const ComparedBar = loadLater(async () => (await import("./ComparedBar.tsx")).ComparedBar);
const FindRow = loadLater(async () => (await import("../../features/find/FindRow.tsx")).FindRow);
const Timeline = loadLater(async () => (await import("../../features/time/Timeline.tsx")).Timeline);
const TableView = loadLater(async () => (await import("../../features/table/TableView.tsx")).TableView);

/** Home: what is wrong, where it is, and everything about it. */
export function MapPage() {
  const state = useLiveState();
  const topology = topologyOf(state);
  // While the first picture is awaited.
  useEffect(warmUpLayout, []);
  if (topology === undefined) return <MapStates state={state} />;
  return (
    <Suspense fallback={<MapStates state={{ status: "connecting" }} />}>
      <MeshPage topology={topology} isAwaited={state.status === "awaited"} />
    </Suspense>
  );
}

/** `isAwaited`: the picture is not the one asked for yet. */
function MeshPage({ topology, isAwaited }: { topology: Topology; isAwaited: boolean }) {
  const [view, change] = useView();
  const [{ before }] = useInvestigation();
  if (!canCut(view)) use(loadGrains());
  useEffect(() => void loadGrains(), []);
  useEffect(FindRow.warmUp, []);
  const picture = pictureAt(topology, view);
  const { selection } = viewOfPicture(view, picture);
  const close = () => change({ selection: undefined });
  useMapKeys(topology, close);
  useFocusKeys(picture);
  const findRow = useFindRow();
  return (
    <div className={css.page} aria-busy={isAwaited} data-selected={selection !== undefined || undefined}>
      <div className={css.problems}>
        <ProblemList
          topology={topology}
          selection={view.selection}
          onSelect={(selection) => change({ selection })}
          renderWhy={() => <WhyLink />}
        />
      </div>
      <div className={css.middle}>
        <MapBar topology={topology} picture={picture} />
        {findRow.isOpen && (
          <Suspense
            fallback={<FindRowWaiting called={findRow.called} ahead={findRow.ahead} onType={findRow.typeAhead} />}
          >
            <FindRow
              topology={picture}
              called={findRow.called}
              ahead={findRow.ahead}
              onCall={findRow.call}
              onClose={findRow.close}
            />
          </Suspense>
        )}
        <PathsOnMap topology={picture} />
        {before !== undefined && (
          <Suspense>
            <ComparedBar topology={topology} />
          </Suspense>
        )}
        <div className={css.canvas}>
          <Suspense>
            <Picture topology={picture} />
          </Suspense>
        </div>
      </div>
      {selection && (
        <ResizablePane label="Width of the inspector">
          <Selected selection={selection} topology={picture} onClose={close} />
        </ResizablePane>
      )}
      <div className={css.timeline}>
        <Suspense>
          <Timeline />
        </Suspense>
      </div>
    </div>
  );
}

/** The mesh as map or table, or why there is nothing to draw. */
function Picture({ topology }: { topology: Topology }) {
  const [view, change] = useView();
  const { at, as, selection } = viewOfPicture(view, topology);
  const sight = useSight(topology);
  const historyFrom = useQuery(capabilities).data?.historyFrom;
  if (historyFrom !== undefined && liesBeforeHistory(at, historyFrom)) {
    return <BeforeHistory from={historyFrom} />;
  }
  if (topology.nodes.length === 0) return <NoTraffic topology={topology} />;
  if (as === "map") return <MeshMap topology={topology} />;
  return (
    <Suspense fallback={<PanelSkeleton label="Loading the table" />}>
      <TableView
        topology={topology}
        listed={listedIn(topology, sight)}
        selection={selection}
        onSelect={(next) => change({ selection: next })}
        onExport={(shown, ids) => void saveRows(topology, shown, ids)}
      />
    </Suspense>
  );
}

/** The rows of a table as a file, in their order. */
async function saveRows(topology: Topology, shown: "edges" | "workloads", ids: readonly string[]): Promise<void> {
  const { saveCsv } = await import("../../features/export/save-data.ts");
  const place = new Map(ids.map((id, index) => [id, index]));
  const listed = <Item extends { readonly id: string }>(items: readonly Item[]) =>
    items.filter(({ id }) => place.has(id)).toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  saveCsv(
    shown === "edges" ? { ...topology, edges: listed(topology.edges) } : { ...topology, nodes: listed(topology.nodes) },
    shown,
  );
}

function useMapKeys(topology: Topology, close: () => void): void {
  const [view, change] = useView();
  const { as, selection, focus, find, serviceNodes } = view;
  const toGrain = (step: 1 | -1) => change(changeCut(view, topology, { grain: nextGrain(view, step), serviceNodes }));
  const toProblem = (step: 1 | -1) => {
    const problem = nextProblem(topology, selection, step);
    if (problem) change({ selection: problem.subject });
  };
  useKeys({
    n: () => toProblem(1),
    p: () => toProblem(-1),
    t: () => change({ as: as === "map" ? "table" : "map" }),
    g: () => toGrain(1),
    G: () => toGrain(-1),
    s: () => change(serviceNodesToggled(view, topology)),
    0: () => change({ viewport: undefined }, { replace: true }),
    Escape: () => {
      if (selection) close();
      else if (focus) change({ focus: undefined });
      else if (find !== undefined) change({ find: undefined });
    },
  });
}
