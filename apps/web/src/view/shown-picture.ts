import type { Grain, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { cutOf, isFinest, type Regrained } from "@fyr/topology";
import { patched } from "./patch.ts";
import type { ViewState } from "./view-state.ts";

/** How the nodes of a picture are to be drawn. */
export interface ShownCut extends Pick<ViewState, "grain"> {
  readonly serviceNodes?: true | undefined;
}

/** What a node or edge on screen stands for, of the picture by workload. */
export type Part = TopologyNode | TopologyEdge;

type MakeCutter = typeof import("./cutter.ts")["createRegrain"];

let makeCutter: MakeCutter | undefined;
let loading: Promise<void> | undefined;

/** The first picture needs no other grain: what makes them comes after it. The same promise each time. */
export function loadGrains(): Promise<void> {
  loading ??= import("./cutter.ts").then(({ createRegrain }) => {
    makeCutter = createRegrain;
  });
  return loading;
}

/** Whether pictures of this grain can be made now. */
export function canCut({ grain, serviceNodes }: ShownCut): boolean {
  return makeCutter !== undefined || isFinest(cutOf(grain, serviceNodes));
}

/** One for each cut: what did not change keeps its identity from picture to picture. */
const cutters = new Map<string, ReturnType<MakeCutter>>();
const cutsOf = new WeakMap<Topology, Map<string, Regrained>>();
const origins = new WeakMap<Topology, { readonly whole: Topology; readonly cut: Regrained }>();

/**
 * The picture at the grain asked for, made of the one by workload, which stands in for it before `loadGrains` is done.
 * The same picture gives the same object.
 */
export function pictureAt(whole: Topology, { grain, serviceNodes }: ShownCut): Topology {
  const cut = cutOf(grain, serviceNodes);
  if (isFinest(cut) || makeCutter === undefined) return whole;
  const known = cutsOf.get(whole) ?? new Map<string, Regrained>();
  cutsOf.set(whole, known);
  const key = `${cut.grain} ${cut.serviceNodes}`;
  const cutter = cutters.get(key) ?? makeCutter();
  cutters.set(key, cutter);
  const made = known.get(key) ?? cutter(whole, cut);
  known.set(key, made);
  origins.set(made.topology, { whole, cut: made });
  return made.topology;
}

/** The picture by workload that this one was made of; itself where it is that. */
export function wholeOf(picture: Topology): Topology {
  return origins.get(picture)?.whole ?? picture;
}

/** What stands behind a node or edge of a picture, the worst first; empty where it is what it is at every grain. */
export function partsOf(picture: Topology, id: string): readonly Part[] {
  const groups = origins.get(picture)?.cut.groups;
  const edge = groups?.edges.find((group) => group.id === id);
  const node = groups?.nodes.find((group) => group.place.id === id);
  const parts: readonly Part[] = edge?.parts ?? (node === undefined ? [] : [...node.parts, ...node.behind]);
  return parts.length === 1 && parts[0]?.id === id ? [] : parts.toSorted(worstFirst);
}

/** The node or edge of this picture that an id of the picture by workload is drawn as. */
export function holderOf(picture: Topology, id: string): string | undefined {
  if ([...picture.nodes, ...picture.edges].some((item) => item.id === id)) return id;
  const groups = origins.get(picture)?.cut.groups;
  return (
    groups?.edges.find(({ parts }) => parts.some((part) => part.id === id))?.id ??
    groups?.nodes.find(({ parts }) => parts.some((part) => part.id === id))?.place.id
  );
}

/** Where each node's parts are, for what was never placed. */
export function partIdsByNode(picture: Topology): ReadonlyMap<NodeId, readonly NodeId[]> {
  const nodes = origins.get(picture)?.cut.groups.nodes ?? [];
  return new Map(nodes.map(({ place, parts }) => [place.id, parts.map(({ id }) => id)]));
}

/** The view in the words of the picture on screen: what is selected and in focus is what holds it there. */
export function viewOfPicture(view: ViewState, picture: Topology): ViewState {
  const { selection, focus } = view;
  if (!origins.has(picture)) return view;
  const at = (id: string) => holderOf(picture, id) ?? id;
  const held = selection && selection.type !== "namespace" ? { ...selection, id: at(selection.id) } : selection;
  const around =
    focus && ("around" in focus ? { ...focus, around: at(focus.around) } : { from: at(focus.from), to: at(focus.to) });
  const isSame = held?.id === selection?.id && JSON.stringify(around) === JSON.stringify(focus);
  return isSame ? view : { ...view, ...(held && { selection: held }), ...(around && { focus: around }) };
}

/** The same view at another grain: what is selected and in focus goes by the part that stands for it. */
export function viewAt(view: ViewState, whole: Topology | undefined, cut: ShownCut): ViewState {
  const next = patched(view, cut);
  if (whole === undefined) return next;
  const before = pictureAt(whole, view);
  const at = (id: string) => partsOf(before, id)[0]?.id ?? id;
  const { selection, focus } = view;
  const chosen = selection && selection.type !== "namespace" ? { ...selection, id: at(selection.id) } : selection;
  const around =
    focus && ("around" in focus ? { ...focus, around: at(focus.around) } : { from: at(focus.from), to: at(focus.to) });
  return { ...next, ...(chosen && { selection: chosen }), ...(around && { focus: around }) };
}

export const grainWords: Readonly<Record<Grain, string>> = {
  workload: "Workload",
  app: "App",
  versionedApp: "Version",
  service: "Service",
  namespace: "Namespace",
};

const rank = { failing: 0, degraded: 1, unknown: 2, healthy: 3 } as const;

function worstFirst(a: Part, b: Part): number {
  return rank[a.health.status] - rank[b.health.status] || trafficOf(b) - trafficOf(a) || (a.id < b.id ? -1 : 1);
}

function trafficOf(part: Part): number {
  return ("inbound" in part ? part.inbound.requestsPerSecond : part.requestsPerSecond) ?? 0;
}
