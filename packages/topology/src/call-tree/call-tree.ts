import type { CallTree, Hop, NodeId, TopologyNode } from "@fyr/contract";
import { type Call, type Calls, callsIn, type SeenFromBothSides } from "./calls.ts";
import { ownHarmOf } from "./harm.ts";
import { callsPerRequest, entryHop, type Hopped, hopOf } from "./hop-numbers.ts";

/** A tree for people: what is farther or rarer than this adds nothing they could see. */
const mostSteps = 12;
const mostHops = 500;
const leastCalls = 0.001;

interface Moments {
  readonly now: Calls;
  readonly before: Calls;
}

/** One hop with all behind it. */
interface Branch {
  readonly hop: Hop;
  readonly now?: Hopped;
  readonly before?: Hopped;
  readonly behind: Branch[];
  /** Its own and that of all behind it. */
  readonly harm: number;
}

/**
 * What requests to one node are made of, now and before: the tree of calls, each hop with its share. Means and rates
 * alone go in. Undefined where the node had no requests at either moment.
 */
export function callTreeOf(
  entry: NodeId,
  seen: { readonly now: SeenFromBothSides; readonly before: SeenFromBothSides },
): Pick<CallTree, "hops" | "goneNodes"> | undefined {
  const moments = { now: callsIn(seen.now), before: callsIn(seen.before) };
  const [now, before] = [entryHop(moments.now, entry), entryHop(moments.before, entry)];
  if (now === undefined && before === undefined) return undefined;
  const root = createGrowth(moments, before?.waitedMs ?? now?.waitedMs ?? 0).entry(entry, present(now, before));
  markWorst(root);
  const hops = flat(root);
  return { hops, goneNodes: goneAmong(hops, seen) };
}

type Numbers = Pick<Branch, "now" | "before">;

function createGrowth(moments: Moments, entryMs: number) {
  let count = 0;

  function grow(hop: Hop, numbers: Numbers, way: readonly NodeId[]): Branch {
    count += 1;
    const next = nextHops(moments, hop, numbers);
    let behind: Branch[] = [];
    if (next.length > 0 && way.includes(hop.node)) hop.unknown.push("circle");
    else if (next.length > 0 && (way.length >= mostSteps || count + next.length > mostHops)) hop.unknown.push("deep");
    else behind = next.map(([called, its]) => grow(called, its, [...way, hop.node])).sort(worstFirst);
    const own = ownHarmOf(numbers.now?.numbers, numbers.before?.numbers, entryMs);
    return { hop, ...numbers, behind, harm: behind.reduce((sum, { harm }) => sum + harm, own) };
  }

  return {
    entry: (node: NodeId, numbers: Numbers) =>
      grow({ id: node, node, ...toldNumbers(numbers), unknown: [] }, numbers, []),
  };
}

/** Whom a hop calls, or called. */
function nextHops({ now, before }: Moments, hop: Hop, numbers: Numbers): (readonly [Hop, Numbers])[] {
  const [is, was] = [callsOf(now, hop.node, numbers.now), callsOf(before, hop.node, numbers.before)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((id) => {
    const [one, other] = [is.get(id), was.get(id)];
    const call = one?.call ?? other?.call;
    if (call === undefined || call.edge.target === hop.node) return [];
    const often = Math.max(one?.hopped.calls ?? 0, other?.hopped.calls ?? 0);
    if (often < leastCalls && call.edge.protocol !== "tcp") return [];
    const its = present(one?.hopped, other?.hopped);
    return [[hopTo(call, hop.id, its, { now, before }), its] as const];
  });
}

function callsOf(calls: Calls, node: NodeId, hopped: Hopped | undefined) {
  const made = hopped === undefined ? [] : callsPerRequest(calls, node);
  return new Map(
    made.map(([call, each]) => [call.edge.id, { call, hopped: hopOf(calls, call, (hopped?.calls ?? 0) * each) }]),
  );
}

function hopTo({ edge }: Call, above: string, numbers: Numbers, { now, before }: Moments): Hop {
  const { target: node, protocol } = edge;
  const unknown: Hop["unknown"] = [];
  if (protocol === "tcp") unknown.push("tcp");
  else if ((numbers.now ?? numbers.before)?.waitedMs === undefined) unknown.push("not-timed");
  const callers = Math.max(now.into(node).length, before.into(node).length);
  if (callers > 1 && now.out(node).length > 0) unknown.push("shared");
  return { id: `${above}|${edge.id}`, node, edge: edge.id, protocol, ...toldNumbers(numbers), unknown };
}

function toldNumbers({ now, before }: Numbers): Pick<Hop, "now" | "before"> {
  return { ...(now && { now: now.numbers }), ...(before && { before: before.numbers }) };
}

function present(now: Hopped | undefined, before: Hopped | undefined): Numbers {
  return { ...(now && { now }), ...(before && { before }) };
}

function worstFirst(a: Branch, b: Branch): number {
  return b.harm - a.harm || weight(b) - weight(a) || (a.hop.id < b.hop.id ? -1 : 1);
}

function weight({ now, before }: Branch): number {
  return now?.waitedMs ?? before?.waitedMs ?? 0;
}

/** As long as most of what became worse (or, where nothing did, of the time) lies behind a hop. */
const mostOfIt = 0.5;

/** Down from the entry to where it begins. */
function markWorst(root: Branch): void {
  const badness = root.harm > 0 || root.behind.some(({ harm }) => harm > 0) ? ({ harm }: Branch) => harm : weight;
  let branch: Branch | undefined = root;
  while (branch !== undefined) {
    branch.hop.worst = true;
    const [worst]: Branch[] = branch.behind.toSorted((a, b) => badness(b) - badness(a));
    const goesOn: boolean = worst !== undefined && badness(worst) > 0 && badness(worst) >= mostOfIt * badness(branch);
    branch = goesOn ? worst : undefined;
  }
}

/** A caller, then all it calls, each with all that it calls. */
function flat(root: Branch): Hop[] {
  const hops: Hop[] = [];
  const add = ({ hop, behind }: Branch, parent: number | undefined): void => {
    const at = hops.push(parent === undefined ? hop : { ...hop, parent }) - 1;
    for (const branch of behind) add(branch, at);
  };
  add(root, undefined);
  return hops;
}

function goneAmong(
  hops: readonly Hop[],
  { now, before }: { readonly now: SeenFromBothSides; readonly before: SeenFromBothSides },
): TopologyNode[] {
  const present = new Set(now.topology.nodes.map(({ id }) => id));
  const wanted = new Set(hops.map(({ node }) => node).filter((id) => !present.has(id)));
  return before.topology.nodes.filter(({ id }) => wanted.has(id));
}
