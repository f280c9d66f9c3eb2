import type { Topology } from "@fyr/contract";
import { dropMatching, type Expression, parseExpression, selectMatching } from "@fyr/topology";
import { focusParam } from "../../view/focus-param.ts";
import type { ViewState } from "../../view/view-state.ts";
import { inFocus } from "./focus-set.ts";

export type Asked = Pick<ViewState, "find" | "hide" | "focus" | "selection">;

/** What there is to see of a picture, as ids of its nodes and edges. Absent: all, or none hidden. */
export interface Sight {
  /** Stays bright on the map: what was found with the ends of its edges, or what is in focus. Finding nothing dims nothing. */
  readonly bright?: ReadonlySet<string>;
  /** Is not drawn. What is selected is never among them. */
  readonly hidden?: ReadonlySet<string>;
  /** What the expression to find holds for itself, of what is in focus and not hidden. */
  readonly found?: ReadonlySet<string>;
  readonly inFocus?: ReadonlySet<string>;
  /** How many failing edges are hidden. */
  readonly failingHidden: number;
}

const known = new WeakMap<Topology, Map<string, Sight>>();

/** The same picture asked the same gives the same object. */
export function sightOf(topology: Topology, { find, hide, focus, selection }: Asked): Sight {
  const asked: Asked = {
    ...(find !== undefined && { find }),
    ...(hide !== undefined && { hide, ...(selection && { selection }) }),
    ...(focus !== undefined && { focus }),
  };
  const sights = known.get(topology) ?? new Map<string, Sight>();
  known.set(topology, sights);
  const key = JSON.stringify([asked.find, asked.hide, focus && focusParam(focus), asked.selection]);
  const sight = sights.get(key) ?? look(topology, asked);
  sights.set(key, sight);
  return sight;
}

/** Ids of the rows a table shows; undefined: all. */
export function listedIn(
  { nodes, edges }: Topology,
  { hidden, found, inFocus }: Sight,
): ReadonlySet<string> | undefined {
  const limit = found ?? inFocus;
  if (limit === undefined && hidden === undefined) return undefined;
  const ids = [...nodes, ...edges].map(({ id }) => id);
  return new Set(ids.filter((id) => (limit?.has(id) ?? true) && !hidden?.has(id)));
}

function look(topology: Topology, asked: Asked): Sight {
  const hidden = hiddenOf(topology, asked);
  const around = asked.focus && inFocus(topology, asked.focus);
  const found = foundOf(topology, asked.find, (id) => (around?.has(id) ?? true) && !hidden?.has(id));
  const bright = found === undefined || found.size === 0 ? around : withEnds(topology, found);
  const failing = topology.edges.filter(({ health }) => health.status === "failing");
  return {
    ...(bright && { bright }),
    ...(hidden && { hidden }),
    ...(found && { found }),
    ...(around && { inFocus: around }),
    failingHidden: failing.filter(({ id }) => hidden?.has(id)).length,
  };
}

/** Undefined where nothing is asked, or nobody can read it. */
function readable(text = ""): Expression | undefined {
  const read = text.trim() === "" ? undefined : parseExpression(text);
  return read?.ok ? read.expression : undefined;
}

function hiddenOf(topology: Topology, { hide, selection }: Asked): ReadonlySet<string> | undefined {
  const expression = readable(hide);
  if (expression === undefined) return undefined;
  const left = dropMatching(topology, expression);
  const shown = new Set<string>([...left.nodes, ...left.edges].map(({ id }) => id));
  const selected = topology.edges.find(({ id }) => id === selection?.id);
  const spared = [selection?.id, selected?.source, selected?.target];
  const ids = [...topology.nodes, ...topology.edges].map(({ id }) => id);
  return new Set(ids.filter((id) => !shown.has(id) && !spared.includes(id)));
}

function foundOf(topology: Topology, find: string | undefined, isSeen: (id: string) => boolean) {
  const expression = readable(find);
  if (expression === undefined) return undefined;
  const { nodes, edges } = selectMatching(topology, expression);
  return new Set<string>([...nodes, ...edges].filter(isSeen));
}

function withEnds({ edges }: Topology, found: ReadonlySet<string>): ReadonlySet<string> {
  const ends = edges.filter(({ id }) => found.has(id)).flatMap(({ source, target }) => [source, target]);
  return new Set([...found, ...ends]);
}
