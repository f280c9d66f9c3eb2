import type { Topology } from "@fyr/contract";
import type { LabelChoice } from "../../view/view-state.ts";
import { createElementReader, type Elements } from "./elements.ts";
import { keptPlaces } from "./layout/kept-places.ts";
import type { LayOutMesh } from "./layout/lay-out-in-worker.ts";
import { createPlaceKeeper, type PlaceKeeper } from "./place-keeper.ts";
import type { Point } from "./routes/shapes.ts";
import { emptyScene, placeScene, type Scene } from "./scene.ts";

export type LayoutState = "running" | "done" | "failed";

export interface StageOptions {
  /** A new scene stands. `anew`: everything was laid out, nothing stands where it stood. */
  readonly onScene: (before: Scene, anew: boolean) => void;
  readonly onLayout: (state: LayoutState) => void;
  readonly layOut: LayOutMesh;
  readonly storage: Pick<Storage, "getItem" | "setItem">;
}

/** What is shown and where it stands. */
export interface Stage {
  show(topology: Topology, labels: LabelChoice): void;
  /** Lays out everything anew; a layout that runs is given up. */
  relayout(): void;
  /** Moved by hand. */
  put(node: string, at: Point): void;
  elements(): Elements;
  scene(): Scene;
  destroy(): void;
}

/** Width by height a layout aims at. Not this window's: the same link shows everybody the same picture. */
const usualAspect = 1.3;

export function createStage(options: StageOptions): Stage {
  const reader = createElementReader();
  let elements: Elements = { nodes: [], edges: [], boxes: [] };
  let scene: Scene = emptyScene;
  let keeper: { readonly key: string; readonly places: PlaceKeeper } | undefined;
  let layout: AbortController | undefined;

  function set(places: ReadonlyMap<string, Point>, anew = false): void {
    const before = scene;
    scene = placeScene(elements, places, before);
    options.onScene(before, anew);
  }

  /** One keeper per cluster and grain: what is laid out for another is given up. */
  function keeperFor({ clusters, grain }: Topology): PlaceKeeper {
    const key = `${clusters.join("+")} ${grain}`;
    if (keeper?.key === key) return keeper.places;
    layout?.abort();
    layout = undefined;
    keeper = { key, places: createPlaceKeeper(keptPlaces(options.storage, clusters, grain), options.layOut) };
    return keeper.places;
  }

  async function layOutAnew(places: PlaceKeeper): Promise<void> {
    layout?.abort();
    const running = new AbortController();
    layout = running;
    options.onLayout("running");
    const found = await places.layOut(elements, usualAspect, running.signal).catch(() => undefined);
    if (layout !== running) return;
    layout = undefined;
    options.onLayout(found === undefined ? "failed" : "done");
    // Numbers may have moved on while the worker thought; the newest elements are drawn.
    if (found !== undefined) set(places.placesFor(elements) ?? found, true);
  }

  return {
    show(topology, labels) {
      const own = keeperFor(topology);
      elements = reader.read(topology, labels);
      const places = own.placesFor(elements);
      if (places !== undefined) set(places);
      else if (layout === undefined) void layOutAnew(own);
    },
    relayout() {
      if (keeper !== undefined) void layOutAnew(keeper.places);
    },
    put(node, at) {
      keeper?.places.put(node, at);
      set(keeper?.places.placesFor(elements) ?? new Map());
    },
    elements: () => elements,
    scene: () => scene,
    destroy() {
      layout?.abort();
      layout = undefined;
    },
  };
}
