import type { Topology } from "@fyr/contract";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { LabelChoice, Selection, Viewport } from "../../view/view-state.ts";
import { startElk } from "./layout/elk-worker.ts";
import css from "./MapCanvas.module.css";
import { MapControls } from "./MapControls.tsx";
import { MapLegend } from "./MapLegend.tsx";
import { createMapView, type MapView } from "./map-view.ts";
import type { Step } from "./walk.ts";

export interface MapCanvasProps {
  readonly topology: Topology;
  readonly selection?: Selection | undefined;
  readonly labels: LabelChoice;
  /** Absent: the whole is fitted. */
  readonly viewport?: Viewport | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
  readonly onHover?: ((selection: Selection | undefined) => void) | undefined;
  readonly onViewport: (viewport: Viewport | undefined) => void;
}

/** The map: a canvas for the eye, and beside it one element that takes the keyboard and says where it stands. */
export function MapCanvas({ topology, selection, labels, viewport, onSelect, onHover, onViewport }: MapCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  const view = useRef<MapView>(undefined);
  // What the map itself reported last; it need not be told again.
  const reported = useRef<{ selection?: Selection | undefined; viewport?: Viewport | undefined }>({
    selection,
    viewport,
  });
  const [layingOut, setLayingOut] = useState(false);

  const select = useEffectEvent((next: Selection | undefined) => {
    reported.current.selection = next;
    onSelect(next);
  });
  const hover = useEffectEvent((next: Selection | undefined) => onHover?.(next));
  const moved = useEffectEvent((next: Viewport | undefined) => {
    reported.current.viewport = next;
    onViewport(next);
  });

  useEffect(() => {
    if (ground.current === null) return;
    const made = createMapView(ground.current, {
      onSelect: (next) => select(next),
      onHover: (next) => hover(next),
      onViewport: (next) => moved(next),
      onLayout: setLayingOut,
      startLayout: startElk,
      storage: window.localStorage,
    });
    view.current = made;
    if (reported.current.viewport !== undefined) made.moveTo(reported.current.viewport);
    return () => made.destroy();
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
      {layingOut && (
        <p className={css.status} role="status">
          Placing {topology.nodes.length} nodes …
        </p>
      )}
      <div className={css.corner}>
        <MapLegend />
        <MapControls
          onZoom={(factor) => view.current?.zoomBy(factor)}
          onFit={fit}
          onRelayout={() => view.current?.relayout()}
          frame={frame}
        />
      </div>
    </div>
  );
}

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

interface MapWalkerProps {
  readonly view: React.RefObject<MapView | undefined>;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
}

/** Arrows walk along the edges, Enter selects where one stands. */
function MapWalker({ view, selection, onSelect }: MapWalkerProps) {
  const [stop, setStop] = useState<Selection>();
  const at = stop ?? selection;
  const words = at === undefined ? "" : (view.current?.wordsFor(at) ?? "");
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) {
      const next = view.current?.nextStop(at, step) ?? at;
      setStop(next);
      view.current?.point(next);
    } else if (event.key === "Enter" && at !== undefined) onSelect(at);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={css.walker}
      role="application"
      aria-label="Map of the mesh"
      aria-describedby="map-walk-keys"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: role=application takes the keyboard for the canvas, which cannot.
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => {
        setStop(undefined);
        view.current?.point(undefined);
      }}
    >
      <span id="map-walk-keys" className="visually-hidden">
        Right follows calls, left goes back to callers, up and down move between siblings, Enter selects.
      </span>
      <span aria-live="polite" className={words === "" ? "visually-hidden" : css.stop}>
        {words}
      </span>
    </div>
  );
}

function sameViewport(a: Viewport | undefined, b: Viewport | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.x === b.x && a.y === b.y && a.zoom === b.zoom);
}
