import type { Topology } from "@fyr/contract";
import type { Folding, LabelChoice, Selection, Viewport } from "../../view/view-state.ts";
import { boxAt } from "./cards/box-at.ts";
import type { Ids } from "./hidden-part.ts";
import { bindParts, createParts, overviewOf } from "./map-parts.ts";
import type { MapViewOptions } from "./map-view-options.ts";
import { wordsFor } from "./map-words.ts";
import type { Overview } from "./overview.ts";
import type { MapPicture } from "./picture/framed.ts";
import type { Point } from "./routes/shapes.ts";
import { nextStop, type Step } from "./walk.ts";

/** The canvas. Whoever made it tells it what to show; it tells back what a person did. */
export interface MapView {
  /** `hidden`: ids of what has its place and is not drawn. */
  show(topology: Topology, labels: LabelChoice, folding: Folding, hidden?: Ids): void;
  /** Ids of what stays bright whatever is pointed at; undefined: what is selected or pointed at decides. */
  light(ids: Ids | undefined): void;
  /** Marks and lights up; `fly` brings it into sight and near enough to read. */
  select(selection: Selection | undefined, fly: boolean): void;
  moveTo(viewport: Viewport | undefined): void;
  /** What lies over the map takes other room now. */
  makeWay(): void;
  zoomBy(factor: number): void;
  relayout(): void;
  /** Gives up a layout that runs. */
  giveUp(): void;
  /** Brings a point of the map into the middle; `gently`: not at once. */
  lookAt(point: Point, gently: boolean): void;
  /** What there is, and what of it is in sight; undefined where there is nothing. */
  overview(): Overview | undefined;
  /** Called with every frame that is drawn; returns the end of it. */
  watch(listener: () => void): () => void;
  /** What is on screen now, to make a picture of; undefined where there is nothing. */
  picture(): MapPicture | undefined;
  /** The namespace of a stop, as "cluster/namespace", and whether it is open; undefined for what lives in none. */
  boxAt(at: Selection): { readonly box: string; readonly open: boolean } | undefined;
  /** The next stop of a walk by keyboard, and the sentence that names a stop. */
  nextStop(at: Selection | undefined, step: Step): Selection | undefined;
  wordsFor(selection: Selection): string;
  /** Marks where a walk by keyboard stands, and brings it into sight. */
  point(selection: Selection | undefined): void;
  destroy(): void;
}

export function createMapView(container: HTMLElement, options: MapViewOptions): MapView {
  const parts = createParts(container, options);
  const { cy, stage, camera, spotlight, painter } = parts;
  const { scene, elements } = stage;
  const unbind = bindParts(container, parts, options);
  return {
    show: stage.show,
    light: spotlight.light,
    select(selection, fly) {
      spotlight.select(selection);
      camera.follow(selection, fly);
    },
    moveTo: camera.moveTo,
    makeWay() {
      camera.refit(true);
      painter.repaintSoon();
    },
    zoomBy: (factor) => camera.zoomBy(factor),
    relayout: stage.relayout,
    giveUp: stage.giveUp,
    lookAt: camera.lookAt,
    overview: () => overviewOf(parts),
    picture() {
      const overview = overviewOf(parts);
      return (
        overview && {
          ...overview,
          words: painter.words(),
          focus: spotlight.focus(),
          selected: spotlight.selected()?.id,
        }
      );
    },
    watch(listener) {
      cy.on("render", listener);
      return () => void cy.off("render", listener);
    },
    boxAt: (at) => boxAt(elements(), at),
    nextStop: (at, step) => nextStop(scene(), at, step),
    wordsFor: (selection) => wordsFor(elements(), selection),
    point(selection) {
      spotlight.stand(selection);
      if (selection !== undefined) camera.follow(selection, false);
    },
    destroy() {
      for (const part of [stage, parts.adder, camera, spotlight, painter, cy]) part.destroy();
      unbind();
      container.replaceChildren();
    },
  };
}
