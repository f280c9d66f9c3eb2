import type { Topology } from "@fyr/contract";
import type { Folding, LabelChoice } from "../../view/view-state.ts";
import { createCardKeeper } from "./cards/card-keeper.ts";
import { withCardsInBoxes } from "./cards/cards-in-boxes.ts";
import { glidePlaces } from "./cards/glide-places.ts";
import { createElementReader, type Elements, noElements } from "./elements.ts";
import { createHider, elementsWithout, type Ids } from "./hidden-part.ts";
import { type KeptPlaces, keptPlaces } from "./layout/kept-places.ts";
import type { LayOutMesh } from "./layout/lay-out-in-worker.ts";
import { createPlaceKeeper, type PlaceKeeper } from "./place-keeper.ts";
import type { Scene } from "./placed.ts";
import type { Point } from "./routes/shapes.ts";
import { type Carried, emptyScene, placeScene } from "./scene.ts";
import { seedPlaces } from "./seeds.ts";

export type LayoutState = "running" | "done" | "failed";

/**
 * What is new of a scene. `numbers`: everybody stands where he stood; `gliding`: on the way to other places;
 * `folded`: others are to be seen; `hidden`: more or less of the same is drawn; `anew`: everything was laid out.
 */
type SceneChange = "numbers" | "gliding" | "folded" | "hidden" | "anew";

export interface StageOptions {
  readonly onScene: (before: Scene, change: SceneChange) => void;
  readonly onLayout: (state: LayoutState) => void;
  readonly layOut: LayOutMesh;
  readonly storage: Pick<Storage, "getItem" | "setItem">;
}

/** What is shown and where it stands. */
export interface Stage {
  /** `hidden`: has its place and is not drawn. */
  show(topology: Topology, labels: LabelChoice, folding: Folding, hidden?: Ids): void;
  /** Lays out everything anew; a layout that runs is given up. */
  relayout(): void;
  /** Gives up a layout that runs; what stands stays. */
  giveUp(): void;
  /** Moved by hand. */
  put(node: string, at: Point): void;
  /** In a hand that has not put it down: where it is, while all else stays as it was. */
  carry(node: string, at: Point): void;
  carried(): Carried | undefined;
  elements(): Elements;
  scene(): Scene;
  destroy(): void;
}

/** Width by height a layout aims at. Not this window's: the same link shows everybody the same picture. */
const USUAL_ASPECT = 1.4;

export function createStage(options: StageOptions): Stage {
  const sight = createSight(options);
  const hide = createHider();
  /** With what is hidden. */
  let whole: Scene = emptyScene;
  let scene: Scene = emptyScene;
  let hidden: Ids | undefined;
  let elements: Elements = noElements;
  let shownFolding: Folding | undefined;
  let layout: AbortController | undefined;
  let stopGliding: () => void = () => undefined;
  let carried: Carried | undefined;

  function set(places: ReadonlyMap<string, Point>, change: SceneChange): void {
    const before = scene;
    const stood = whole.nodes.size;
    whole = placeScene(sight.elements(), places, whole, change === "gliding");
    scene = hidden === undefined ? whole : hide(whole, elements);
    const isSameCrowd = stood === whole.nodes.size && before.nodes.size !== scene.nodes.size;
    options.onScene(before, change === "numbers" && isSameCrowd ? "hidden" : change);
  }

  /** At once, or on the way there where something is opened or folded. */
  function settleAt(places: ReadonlyMap<string, Point>, change: SceneChange): void {
    stopGliding();
    const folded = change === "numbers" && shownFolding !== undefined && shownFolding !== sight.folding();
    shownFolding = sight.folding();
    const final = folded ? "folded" : change;
    const glide = folded ? glidePlaces(whole, sight.elements(), places) : undefined;
    if (glide === undefined) set(places, final);
    else
      stopGliding = glide.run(
        (between) => set(between, "gliding"),
        () => set(places, final),
      );
  }

  async function layOutMissing(anew: boolean): Promise<void> {
    layout?.abort();
    const running = new AbortController();
    layout = running;
    options.onLayout("running");
    const done = await sight.layOut(USUAL_ASPECT, running.signal, anew).then(
      () => true,
      () => false,
    );
    if (layout !== running) return;
    layout = undefined;
    options.onLayout(done ? "done" : "failed");
    // Numbers may have moved on while the worker thought; the newest elements are drawn.
    const places = sight.places();
    if (done && places !== undefined) settleAt(places, anew || whole.nodes.size === 0 ? "anew" : "numbers");
  }

  return {
    show(topology, labels, folding, notDrawn) {
      const changed = sight.read(topology, labels, folding);
      hidden = notDrawn;
      elements = elementsWithout(sight.elements(), hidden);
      if (changed) giveUp();
      const places = sight.places();
      if (places !== undefined) settleAt(places, "numbers");
      else if (layout === undefined) void layOutMissing(false);
    },
    relayout: () => void layOutMissing(true),
    giveUp,
    put(node, at) {
      carried = undefined;
      sight.put(node, at);
      set(sight.places() ?? new Map(), "numbers");
    },
    carry(id, at) {
      carried = { id, at };
    },
    carried: () => carried,
    elements: () => elements,
    scene: () => scene,
    destroy() {
      stopGliding();
      giveUp();
    },
  };

  function giveUp(): void {
    if (layout === undefined) return;
    layout.abort();
    layout = undefined;
    options.onLayout("done");
  }
}

/** What is to be seen, and who knows where it stands. */
function createSight({ storage, layOut }: Pick<StageOptions, "storage" | "layOut">) {
  const reader = createElementReader();
  const wholeReader = createElementReader();
  let elements: Elements = noElements;
  /** With everything open: what is placed where all but a few are. */
  let whole: Elements | undefined;
  let shown: Folding | undefined;
  let keeper: { readonly key: string; readonly places: PlaceKeeper } | undefined;

  /** One keeper per cluster, grain and arrangement. */
  function keeperFor(topology: Topology, folding: Folding): PlaceKeeper {
    const { clusters, grain, serviceNodes } = topology;
    const inCards = "open" in folding;
    const cut = serviceNodes ? `${grain}+services` : grain;
    const key = `${clusters.join("+")} ${cut} ${inCards}`;
    if (keeper?.key === key) return keeper.places;
    const kept = seeded(keptPlaces(storage, clusters, inCards ? `${cut}.cards` : cut), topology, inCards);
    const places = inCards ? createCardKeeper(kept, layOut) : createPlaceKeeper(kept, layOut);
    keeper = { key, places };
    return places;
  }

  /** What was never placed at this grain stands where its workloads do. */
  function seeded(kept: KeptPlaces, picture: Topology, inCards: boolean): KeptPlaces {
    if (picture.grain === "workload" || picture.serviceNodes || inCards) return kept;
    const load = () =>
      new Map([...seedPlaces(picture, keptPlaces(storage, picture.clusters, "workload").load()), ...kept.load()]);
    return { ...kept, load };
  }

  return {
    /** Is another folding shown now, or by another keeper? */
    read(topology: Topology, labels: LabelChoice, folding: Folding): boolean {
      const before = keeper?.places;
      elements = reader.read(topology, labels, folding);
      const folds = "closed" in folding && folding.closed.length > 0;
      whole = folds ? wholeReader.read(topology, labels) : undefined;
      const changed = keeperFor(topology, folding) !== before || shown !== folding;
      shown = folding;
      return changed;
    },
    elements: () => elements,
    folding: () => shown,
    places(): ReadonlyMap<string, Point> | undefined {
      const places = keeper?.places.placesFor(whole ?? elements);
      return places && whole ? withCardsInBoxes(elements, places) : places;
    },
    layOut: async (aspect: number, signal: AbortSignal, anew: boolean) =>
      keeper?.places.layOut(whole ?? elements, aspect, signal, anew),
    put(node: string, at: Point) {
      keeper?.places.put(node, at, whole ?? elements);
    },
  };
}
