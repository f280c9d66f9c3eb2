import type { EdgeLabel } from "./edge-label.ts";
import type { PlacedEdge, Scene } from "./placed.ts";

/** An edge at which something is to be written. */
export type LabelledEdge = PlacedEdge & { readonly element: { readonly label: EdgeLabel } };

function isLabelled(edge: PlacedEdge): edge is LabelledEdge {
  return edge.element.label !== undefined;
}

const urgency = { failing: 0, degraded: 1, plain: 2 } as const;

/** As the problem list does: failing first, then by failed requests a second; the healthy by their traffic. */
export function worstFirst(scene: Scene): LabelledEdge[] {
  const failed = ({ element }: PlacedEdge) => element.failingShare * (element.requestsPerSecond ?? 0);
  return [...scene.edges.values()]
    .filter(isLabelled)
    .sort(
      (a, b) =>
        urgency[a.element.label.tone] - urgency[b.element.label.tone] ||
        (a.element.label.tone === "plain" ? 0 : failed(b) - failed(a)) ||
        (b.element.requestsPerSecond ?? 0) - (a.element.requestsPerSecond ?? 0) ||
        (a.element.id < b.element.id ? -1 : 1),
    );
}
