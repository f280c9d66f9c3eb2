import type { Core } from "cytoscape";
import type { Selection } from "../../view/view-state.ts";
import type { Elements } from "./elements.ts";
import { focusOf } from "./focus.ts";
import { drawnFor, type Ids } from "./hidden-part.ts";
import { graphId, markElements } from "./mark-elements.ts";
import type { Scene } from "./placed.ts";
import type { Point } from "./routes/shapes.ts";

export interface SpotlightOptions {
  readonly elements: () => Elements;
  readonly scene: () => Scene;
  /** Something is dimmed now that was not, or the other way round. */
  readonly onChange: () => void;
  /** The pointer rests on something, px from the map's upper left corner; undefined when it has left it. */
  readonly onHover: (hovered: { readonly selection: Selection; readonly at: Point } | undefined) => void;
}

/** What is chosen, what is pointed at, and what stays bright for it: what was asked for beats both, chosen beats pointed at. */
export interface Spotlight {
  select(selection: Selection | undefined): void;
  /** Asks that these stay bright, and what is chosen; undefined: asks for nothing. */
  light(ids: Ids | undefined): void;
  /** Marks at once, dims the rest a moment later, so that a pointer on its way dims nothing. `at`: of the pointer. */
  point(selection: Selection | undefined, at?: Point): void;
  /** The same for a walk by keyboard, marked more strongly. */
  stand(selection: Selection | undefined): void;
  /** After the scene changed. */
  refresh(): void;
  selected(): Selection | undefined;
  /** What the pointer is on or, as `isStop`, where a walk stands. */
  pointed(): { readonly id: string; readonly isStop: boolean } | undefined;
  /** Ids of what stays bright; undefined: all. */
  focus(): ReadonlySet<string> | undefined;
  destroy(): void;
}

const HOVER_MS = 140;

export function createSpotlight(cy: Core, { elements, scene, onChange, onHover }: SpotlightOptions): Spotlight {
  let lit: Ids | undefined;
  let selected: Selection | undefined;
  let pointed: Selection | undefined;
  let focus: ReadonlySet<string> | undefined;
  let marked: string | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  let isStop = false;
  let isMarked = false;

  function refresh(): void {
    const next = lit === undefined ? focusOf(elements(), selected ?? pointed) : brightFor(elements(), lit, selected);
    if (!sameIds(next, focus)) focus = next;
    // Asking all elements for marks that none has costs more than drawing them anew.
    if (!isMarked && selected === undefined && focus === undefined) return;
    isMarked = selected !== undefined || focus !== undefined;
    markElements(cy, { elements: elements(), scene: scene(), selected, focus });
  }

  function change(): void {
    refresh();
    onChange();
  }

  function point(selection: Selection | undefined, at?: Point, marks = "hover"): void {
    const before = marked;
    if (marked !== undefined) cy.getElementById(marked).removeClass("hover stop");
    marked = selection === undefined ? undefined : graphId(elements(), selection);
    isStop = marks !== "hover";
    if (marked !== undefined) cy.getElementById(marked).addClass(marks);
    // What cytoscape does not draw is marked by the painter.
    if (before !== marked && [before, marked].some((id) => id !== undefined && cy.getElementById(id).empty()))
      onChange();
    clearTimeout(waiting);
    onHover(undefined);
    waiting = setTimeout(() => {
      if (selection !== undefined && at !== undefined) onHover({ selection, at });
      if (pointed?.id === selection?.id) return;
      pointed = selection;
      if (selected === undefined && lit === undefined) change();
    }, HOVER_MS);
  }

  return {
    select(selection) {
      selected = selection;
      change();
    },
    light(ids) {
      const same = sameIds(ids, lit);
      lit = ids;
      if (!same) change();
    },
    point: (selection, at) => point(selection, at),
    stand: (selection) => point(selection, undefined, "hover stop"),
    refresh,
    selected: () => selected,
    pointed: () => (marked === undefined ? undefined : { id: marked, isStop }),
    focus: () => focus,
    destroy: () => clearTimeout(waiting),
  };
}

function sameIds(a: Ids | undefined, b: Ids | undefined): boolean {
  return a === b || (a !== undefined && a.size === b?.size && [...a].every((id) => b.has(id)));
}

/** What was asked for, and what is chosen with the ends it needs to be understood. */
function brightFor(elements: Elements, lit: Ids, selected: Selection | undefined): ReadonlySet<string> {
  const bright = drawnFor(elements, lit);
  if (selected === undefined) return bright;
  const chosen = graphId(elements, selected);
  const edge = elements.edges.find(({ id }) => id === chosen);
  for (const id of edge === undefined ? [chosen] : [edge.id, edge.source, edge.target]) bright.add(id);
  return bright;
}
