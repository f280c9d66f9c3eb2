import type { Topology } from "@fyr/contract";
import { Suspense, useEffect, useEffectEvent, useRef, useState } from "react";
import { loadLater } from "../../ui/load-later.tsx";
import { useFullScreen } from "../../ui/use-full-screen.ts";
import { useKeys } from "../../ui/use-keys.ts";
import { onAsked, type PictureCommand, pictureCommands } from "../../view/commands.ts";
import { fileNameOf } from "../../view/file-name.ts";
import { viewportText } from "../../view/url.ts";
import type { Folding, LabelChoice, Selection, Viewport } from "../../view/view-state.ts";
import type { Reading } from "./camera.ts";
import { allClosed, allOpen, canOpenAll, isAllOpen, withBox } from "./cards/folding.ts";
import { SizeNote } from "./cards/SizeNote.tsx";
import { LayoutNote } from "./LayoutNote.tsx";
import { layOutInWorker } from "./layout/lay-out-in-worker.ts";
import css from "./MapCanvas.module.css";
import { MapControls } from "./MapControls.tsx";
import { MapLegend } from "./MapLegend.tsx";
import type { Hovered } from "./MapTooltip.tsx";
import { MapWalker } from "./MapWalker.tsx";
import { takenIn } from "./map-layers.ts";
import { createMapView, type MapView } from "./map-view.ts";
import { Minimap } from "./minimap/Minimap.tsx";
import { minimapLater } from "./minimap/minimap-later.ts";
import type { LayoutState } from "./stage.ts";

const MapTooltip = loadLater(async () => (await import("./MapTooltip.tsx")).MapTooltip);
const FoldedTooltip = loadLater(async () => (await import("./cards/FoldedTooltip.tsx")).FoldedTooltip);

export interface MapCanvasProps {
  readonly topology: Topology;
  readonly selection?: Selection | undefined;
  readonly labels: LabelChoice;
  /** Absent: the whole is fitted. */
  readonly viewport?: Viewport | undefined;
  /** Which namespaces are open. */
  readonly folding: Folding;
  /** Ids of the nodes and edges that stay bright; absent: the selection decides. */
  readonly bright?: ReadonlySet<string> | undefined;
  /** Ids of those that are not drawn. */
  readonly hidden?: ReadonlySet<string> | undefined;
  /** Nothing but the picture: no legend, no controls, no place for the keyboard. */
  readonly bare?: boolean;
  /** How near what is flown to is brought; absent: near enough for a desk. */
  readonly reading?: Reading;
  readonly onFolding: (folding: Folding) => void;
  readonly onSelect: (selection: Selection | undefined) => void;
  /** With a node selected, another was clicked with Shift held. */
  readonly onPair: (from: string, to: string) => void;
  readonly onViewport: (viewport: Viewport | undefined) => void;
}

/** The map: a canvas for the eye, and beside it one element that takes the keyboard and says where it stands. */
export function MapCanvas(props: MapCanvasProps) {
  const { topology, selection, labels, viewport, folding, bright, hidden, bare = false, reading } = props;
  const { onFolding, onSelect, onPair, onViewport } = props;
  const frame = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  const start = useRef({ folds: !bare, ...(reading && { reading }) });
  const small = useRef<HTMLDivElement>(null);
  const view = useRef<MapView>(undefined);
  // What the map itself reported last; it need not be told again.
  const reported = useRef<{ selection?: Selection | undefined; viewport?: Viewport | undefined }>({
    selection,
    viewport,
  });
  const [layout, setLayout] = useState<LayoutState>("done");
  const [isSmallNeeded, setSmallNeeded] = useState(false);
  const [hovered, setHovered] = useState<Hovered>();

  const select = useEffectEvent((next: Selection | undefined) => {
    reported.current.selection = next;
    onSelect(next);
  });
  const second = useEffectEvent((to: string) => {
    if (selection?.type !== "node" || selection.id === to) return false;
    onPair(selection.id, to);
    return true;
  });
  const moved = useEffectEvent((next: Viewport | undefined) => {
    reported.current.viewport = next;
    onViewport(next);
  });

  const fold = useEffectEvent((box: string, openness: "open" | "closed") =>
    onFolding(withBox(folding, box, openness, topology)),
  );
  // What is on screen while a layout runs, to go back to when it is called off.
  const placed = useRef<Folding>(undefined);
  const laidOut = useEffectEvent((state: LayoutState) => {
    if (state === "done") placed.current = folding;
    setLayout(state);
  });

  const isAll = isAllOpen(folding, topology);
  const folds = isAll || !canOpenAll(topology);
  const foldAll = () => onFolding(folds ? allClosed : allOpen);
  const [isFullScreen, toggleFullScreen] = useFullScreen();
  useKeys({ o: foldAll, z: toggleFullScreen });
  const foldAsAsked = useEffectEvent(foldAll);
  const fillAsAsked = useEffectEvent(toggleFullScreen);

  const save = useEffectEvent(async (command: PictureCommand) => {
    const { savePicture } = await import("./picture/save-picture.ts");
    await savePicture(command, view.current?.picture(), fileNameOf(topology, "map"));
  });

  useEffect(() => {
    if (ground.current === null) return;
    const made = createMapView(ground.current, {
      onSelect: (next) => select(next),
      onSecond: (to) => second(to),
      onFold: (box, openness) => fold(box, openness),
      onHover: setHovered,
      onViewport: (next) => moved(next),
      onLayout: (state) => laidOut(state),
      layOut: layOutInWorker,
      ...start.current,
      taken: () => takenIn(frame.current),
      storage: window.localStorage,
    });
    view.current = made;
    if (reported.current.viewport !== undefined) made.moveTo(reported.current.viewport);
    const endSmall = minimapLater(made, small.current, setSmallNeeded);
    const hearing = [
      onAsked("lay-out-anew", () => made.relayout()),
      onAsked("fold-all", () => foldAsAsked()),
      onAsked("full-screen", () => fillAsAsked()),
      ...pictureCommands.map((command) => onAsked(command, () => void save(command))),
    ];
    return () => {
      for (const stopHearing of hearing) stopHearing();
      endSmall();
      made.destroy();
    };
  }, []);
  useEffect(() => view.current?.show(topology, labels, folding, hidden), [topology, labels, folding, hidden]);
  useEffect(() => view.current?.light(bright), [bright]);
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

  const cancel = () => {
    const back = placed.current ?? allClosed;
    view.current?.giveUp();
    onFolding(back === folding ? allClosed : back);
  };
  const fit = () => {
    view.current?.moveTo(undefined);
    moved(undefined);
  };
  return (
    <div ref={frame} className={css.frame} data-full={isFullScreen && !bare}>
      <div ref={ground} className={css.ground} aria-hidden="true" />
      {!bare && (
        <MapWalker
          view={view}
          selection={selection}
          onSelect={onSelect}
          onFold={(box, openness) => fold(box, openness)}
        />
      )}
      <LayoutNote
        state={layout}
        nodes={topology.nodes.length}
        onAgain={() => view.current?.relayout()}
        onCancel={cancel}
      />
      {hovered !== undefined && (
        <Suspense>
          <MapTooltip hovered={hovered} topology={topology} />
          <FoldedTooltip hovered={hovered} topology={topology} />
        </Suspense>
      )}
      {!bare && (
        <div className={css.corner}>
          <MapLegend topology={topology} folded={!isAll} frame={frame} onSize={() => view.current?.makeWay()} />
          <MapControls
            onZoom={(factor) => view.current?.zoomBy(factor)}
            onFit={fit}
            onRelayout={() => view.current?.relayout()}
            folds={folds}
            onFoldAll={foldAll}
            isFullScreen={isFullScreen}
            onFullScreen={toggleFullScreen}
          />
          <Minimap host={small} isNeeded={isSmallNeeded} onSize={() => view.current?.makeWay()} />
        </div>
      )}
      <SizeNote topology={topology} folding={folding} />
    </div>
  );
}

/** What was reported comes back from the address somewhat rounded: that is no wish to be elsewhere. */
function sameViewport(a: Viewport | undefined, b: Viewport | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && viewportText(a) === viewportText(b));
}
