import type { Core, EventObject } from "cytoscape";
import type { Selection } from "../../view/view-state.ts";
import { titlesOf } from "./box-titles.ts";
import { footOf } from "./cards/foot.ts";
import { edgeMeant } from "./edge-meant.ts";
import type { PlacedLabel } from "./label-places.ts";
import { lineNear } from "./line-near.ts";
import type { Scene } from "./placed.ts";
import { contains, type Point } from "./routes/shapes.ts";
import { isLarge } from "./scene.ts";

export interface PointerTargets {
  readonly scene: () => Scene;
  readonly labels: () => readonly PlacedLabel[];
  readonly onChoose: (selection: Selection | undefined) => void;
  /** A node, with Shift held. Says whether that meant something; else it counts as chosen. */
  readonly onSecond: (node: string) => boolean;
  /** A namespace ("cluster/namespace") is to be opened, or folded. */
  readonly onFold: (box: string, openness: "open" | "closed") => void;
  /** `at`: px from the map's upper left corner. */
  readonly onPoint: (selection: Selection | undefined, at?: Point) => void;
  readonly onDrag: (node: string, at: Point) => void;
  /** On its way, where that alone may move. */
  readonly onCarry: (node: string, at: Point) => void;
  /** Moved or zoomed the whole. */
  readonly onMove: () => void;
}

/** Joins cytoscape's mouse and touch to selections. Labels and box names count as what they name. */
export function bindPointer(cy: Core, targets: PointerTargets): void {
  const container = cy.container();
  const meantBy = (event: EventObject): Selection | undefined => {
    const named = labelAt(targets, event.position);
    if (named !== undefined) return named;
    if (event.target === cy) {
      const line = lineNear(targets.scene(), event.position, cy.zoom());
      return line && { type: "edge", id: line };
    }
    const card = cardAt(targets.scene(), event);
    if (card !== undefined) return { type: "namespace", id: card };
    const id = event.target.id();
    if (event.target.isNode()) return { type: "node", id };
    return { type: "edge", id: edgeMeant(targets.scene(), event.position, id) };
  };
  let pointed: string | undefined;
  const point = (selection: Selection | undefined, at?: Point) => {
    if (pointed === selection?.id) return;
    pointed = selection?.id;
    if (container !== null) container.style.cursor = selection === undefined ? "" : "pointer";
    targets.onPoint(selection, at);
  };
  cy.on("tap", (event) => {
    const meant = meantBy(event);
    // What is shown beside the map from now on moves the picture under the pointer.
    point(undefined);
    const opened = cardAt(targets.scene(), event) ?? footAt(targets.scene(), event.position);
    const folded = countAt(targets.scene(), event.position);
    const isSecond = meant?.type === "node" && event.originalEvent.shiftKey;
    if (isSecond && targets.onSecond(meant.id)) return;
    if (opened !== undefined) targets.onFold(opened, "open");
    else if (folded !== undefined) targets.onFold(folded, "closed");
    else targets.onChoose(meant);
  });
  cy.on("dbltap", (event) => {
    const box = boxAt(targets.scene(), event.position);
    if (box !== undefined) targets.onFold(box, "closed");
  });
  cy.on("mousemove", (event) => {
    // While something is dragged, nothing is pointed at: every change of a mark would cost a whole redraw.
    if (event.originalEvent.buttons === 0) point(meantBy(event), { ...event.renderedPosition });
  });
  container?.addEventListener("mouseleave", () => point(undefined));
  cy.on("dragpan pinchzoom", () => {
    point(undefined);
    targets.onMove();
  });
  cy.on("drag dragfree", "node.node", ({ type, target }) => {
    point(undefined);
    // Leading all edges anew takes longer than a frame in a large mesh; there they follow when it is let go.
    const isOnTheWay = type === "drag" && isLarge(targets.scene().nodes.size);
    (isOnTheWay ? targets.onCarry : targets.onDrag)(target.id(), { ...target.position() });
  });
}

function labelAt({ scene, labels }: PointerTargets, at: Point): Selection | undefined {
  const label = labels().find(({ rect }) => contains(rect, at));
  if (label !== undefined) return { type: "edge", id: label.edge };
  const box = boxAt(scene(), at);
  return box === undefined ? undefined : { type: "namespace", id: box };
}

/** The box whose name or count is there. */
function boxAt({ boxes }: Scene, at: Point): string | undefined {
  return boxes.find((placed) => titlesOf(placed).some((title) => contains(title, at)))?.element.id;
}

/** The box whose count is there: it says that a click folds it. */
function countAt({ boxes }: Scene, at: Point): string | undefined {
  return boxes.find((placed) =>
    titlesOf(placed)
      .slice(1)
      .some((title) => contains(title, at)),
  )?.element.id;
}

/** The box whose hidden rest is there: a click shows it. */
function footAt({ boxes }: Scene, at: Point): string | undefined {
  return boxes.find(({ element, rect }) => element.hidden !== undefined && contains(footOf(rect), at))?.element.id;
}

/** The folded namespace whose card was hit. */
function cardAt({ nodes }: Scene, { target, cy }: EventObject): string | undefined {
  return target === cy ? undefined : nodes.get(target.id())?.element.card?.id;
}
