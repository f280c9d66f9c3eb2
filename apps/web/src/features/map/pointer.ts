import type { Core, EventObject } from "cytoscape";
import type { Selection } from "../../view/view-state.ts";
import type { PlacedLabel } from "./label-places.ts";
import { contains, type Point } from "./routes/shapes.ts";
import { isLarge, type Scene, titlesOf } from "./scene.ts";

export interface PointerTargets {
  readonly scene: () => Scene;
  readonly labels: () => readonly PlacedLabel[];
  readonly onChoose: (selection: Selection | undefined) => void;
  /** `at`: px from the map's upper left corner. */
  readonly onPoint: (selection: Selection | undefined, at?: Point) => void;
  readonly onDrag: (node: string, at: Point) => void;
  /** Moved or zoomed the whole. */
  readonly onMove: () => void;
}

/** Joins cytoscape's mouse and touch to selections. Labels and box names count as what they name. */
export function bindPointer(cy: Core, targets: PointerTargets): void {
  const container = cy.container();
  const meantBy = (event: EventObject): Selection | undefined => {
    const named = labelAt(targets, event.position);
    if (named !== undefined) return named;
    if (event.target === cy) return undefined;
    return { type: event.target.isNode() ? "node" : "edge", id: event.target.id() };
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
    targets.onChoose(meant);
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
    if (type === "dragfree" || !isLarge(targets.scene().nodes.size))
      targets.onDrag(target.id(), { ...target.position() });
  });
}

function labelAt({ scene, labels }: PointerTargets, at: Point): Selection | undefined {
  const label = labels().find(({ rect }) => contains(rect, at));
  if (label !== undefined) return { type: "edge", id: label.edge };
  const box = scene().boxes.find((placed) => titlesOf(placed).some((title) => contains(title, at)));
  return box === undefined ? undefined : { type: "namespace", id: box.element.id };
}
