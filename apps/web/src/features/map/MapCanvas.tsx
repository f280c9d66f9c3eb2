import type { Topology } from "@fyr/contract";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { onAsked } from "../../view/commands.ts";
import type { LabelChoice, Selection, Viewport } from "../../view/view-state.ts";
import { layOutInWorker } from "./layout/lay-out-in-worker.ts";
import css from "./MapCanvas.module.css";
import { MapControls } from "./MapControls.tsx";
import { MapLegend } from "./MapLegend.tsx";
import { type Hovered, MapTooltip } from "./MapTooltip.tsx";
import { MapWalker } from "./MapWalker.tsx";
import { boxWithin } from "./map-layers.ts";
import { createMapView, type MapView } from "./map-view.ts";
import { isLarge } from "./scene.ts";
import type { LayoutState } from "./stage.ts";

export interface MapCanvasProps {
  readonly topology: Topology;
  readonly selection?: Selection | undefined;
  readonly labels: LabelChoice;
  /** Absent: the whole is fitted. */
  readonly viewport?: Viewport | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
  readonly onViewport: (viewport: Viewport | undefined) => void;
}

/** The map: a canvas for the eye, and beside it one element that takes the keyboard and says where it stands. */
export function MapCanvas({ topology, selection, labels, viewport, onSelect, onViewport }: MapCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  const view = useRef<MapView>(undefined);
  // What the map itself reported last; it need not be told again.
  const reported = useRef<{ selection?: Selection | undefined; viewport?: Viewport | undefined }>({
    selection,
    viewport,
  });
  const corner = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState<LayoutState>("done");
  const [hovered, setHovered] = useState<Hovered>();

  const select = useEffectEvent((next: Selection | undefined) => {
    reported.current.selection = next;
    onSelect(next);
  });
  const moved = useEffectEvent((next: Viewport | undefined) => {
    reported.current.viewport = next;
    onViewport(next);
  });

  useEffect(() => {
    if (ground.current === null) return;
    const made = createMapView(ground.current, {
      onSelect: (next) => select(next),
      onHover: setHovered,
      onViewport: (next) => moved(next),
      onLayout: setLayout,
      layOut: layOutInWorker,
      taken: () => boxWithin(corner.current, ground.current),
      storage: window.localStorage,
    });
    view.current = made;
    if (reported.current.viewport !== undefined) made.moveTo(reported.current.viewport);
    const stopHearing = onAsked("lay-out-anew", () => made.relayout());
    return () => {
      stopHearing();
      made.destroy();
    };
  }, []);
  useEffect(() => view.current?.show(topology, labels), [topology, labels]);
  useEffect(() => {
    const own = reported.current.selection?.id === selection?.id;
    reported.current.selection = selection;
    view.current?.select(selection, !own);
  }, [selection]);
  useEffect(() => {
    if (sameViewport(reported.current.viewport, viewport)) return;
    reported.current.viewport = viewport;
    view.current?.moveTo(viewport);
  }, [viewport]);

  const fit = () => {
    view.current?.moveTo(undefined);
    moved(undefined);
  };
  return (
    <div ref={frame} className={css.frame}>
      <div ref={ground} className={css.ground} aria-hidden="true" />
      <MapWalker view={view} selection={selection} onSelect={onSelect} />
      <LayoutNote state={layout} nodes={topology.nodes.length} onAgain={() => view.current?.relayout()} />
      {hovered !== undefined && <MapTooltip hovered={hovered} topology={topology} />}
      <div ref={corner} className={css.corner}>
        <MapLegend
          topology={topology}
          folded={false}
          onSize={() => viewport === undefined && view.current?.moveTo(undefined)}
        />
        <MapControls
          onZoom={(factor) => view.current?.zoomBy(factor)}
          onFit={fit}
          onRelayout={() => view.current?.relayout()}
          frame={frame}
        />
      </div>
      {isLarge(topology.nodes.length) && (
        <p className={css.size}>
          {topology.nodes.length} nodes: healthy edges are faded and run straight; zoom in for names and their labels.
        </p>
      )}
    </div>
  );
}

/** While the map is laid out, and when that went wrong. */
function LayoutNote({ state, nodes, onAgain }: { state: LayoutState; nodes: number; onAgain: () => void }) {
  if (state === "done") return null;
  return (
    <p className={css.status} role="status">
      {state === "running" ? (
        `Placing ${nodes} nodes …`
      ) : (
        <>
          The map could not be laid out.{" "}
          <button type="button" className={css.again} onClick={onAgain}>
            Try again
          </button>
        </>
      )}
    </p>
  );
}

function sameViewport(a: Viewport | undefined, b: Viewport | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.x === b.x && a.y === b.y && a.zoom === b.zoom);
}
