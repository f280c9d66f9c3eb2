import type { Selection } from "../../view/view-state.ts";
import type { Elements } from "./elements.ts";
import { isBox } from "./namespace-boxes.ts";

/** One sentence that names a selection and says how it is, for who cannot see the canvas. */
export function wordsFor(elements: Elements, selection: Selection): string {
  switch (selection.type) {
    case "node":
      return elements.nodes.find(({ id }) => id === selection.id)?.words() ?? "gone";
    case "edge":
      return elements.edges.find(({ id }) => id === selection.id)?.words() ?? "gone";
    case "namespace": {
      const box = elements.boxes.find((each) => isBox(each, selection.id));
      if (box !== undefined) return `namespace ${box.name}, ${box.workloads} workloads`;
      return elements.nodes.find(({ card }) => card !== undefined && isBox(card, selection.id))?.words() ?? "gone";
    }
  }
}
