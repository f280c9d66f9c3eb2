import type { Core } from "cytoscape";
import type { Selection } from "../../view/view-state.ts";
import { boxNodeId } from "./cytoscape-sync.ts";
import type { Elements } from "./elements.ts";
import { isBox } from "./namespace-boxes.ts";
import type { Scene } from "./placed.ts";
import { isLarge } from "./scene.ts";

export interface Marks {
  readonly elements: Elements;
  readonly scene: Scene;
  readonly selected: Selection | undefined;
  /** What stays bright; undefined: all. */
  readonly focus: ReadonlySet<string> | undefined;
}

/** Marks what is chosen and dims what is out of focus, in one batch; in a large mesh what is dim is only painted so. */
export function markElements(cy: Core, { elements, scene, selected, focus }: Marks): void {
  cy.batch(() => {
    cy.elements(".chosen").removeClass("chosen");
    if (selected !== undefined) cy.getElementById(graphId(elements, selected)).addClass("chosen");
    if (focus === undefined || isLarge(scene.nodes.size)) {
      cy.elements(".dim").removeClass("dim");
      return;
    }
    for (const { element } of [...scene.nodes.values(), ...scene.edges.values()]) {
      cy.getElementById(element.id).toggleClass("dim", !focus.has(element.id));
    }
    for (const { element } of scene.boxes) {
      const dim = !element.members.some((id) => focus.has(id));
      cy.getElementById(boxNodeId(element.id)).toggleClass("dim", dim);
    }
  });
}

/** What cytoscape calls the selection. */
export function graphId(elements: Elements, selection: Selection): string {
  if (selection.type !== "namespace") return selection.id;
  const box = elements.boxes.find((each) => isBox(each, selection.id));
  if (box !== undefined) return boxNodeId(box.id);
  return elements.nodes.find(({ card }) => card !== undefined && isBox(card, selection.id))?.id ?? selection.id;
}
