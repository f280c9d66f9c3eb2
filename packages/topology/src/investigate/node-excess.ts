import type { NodeId } from "@fyr/contract";
import type { Place } from "../place.ts";
import type { EdgeLine } from "./edge-line.ts";
import { addedTime, type Comparison, type EdgeExcess, edgeExcess } from "./excess.ts";

/** The edges of a mesh by their ends. */
export interface LineGraph {
  readonly into: ReadonlyMap<NodeId, readonly EdgeLine[]>;
  readonly outOf: ReadonlyMap<NodeId, readonly EdgeLine[]>;
}

export function lineGraph(lines: readonly EdgeLine[]): LineGraph {
  return {
    into: Map.groupBy(lines, ({ target }) => target.id),
    outOf: Map.groupBy(lines, ({ source }) => source.id),
  };
}

/** What of a node's trouble is its own, and what comes from those it calls. Per second. */
export interface NodeExcess {
  readonly node: Place;
  readonly into: readonly EdgeExcess[];
  /** Requests that arrive, and how many did before. */
  readonly requests: number;
  readonly requestsBefore: number;
  /** Tries per request asked for, beyond the first. */
  readonly retries: number;
  /** Failed beyond the usual in it, and of what it calls. */
  readonly failed: number;
  /** Of these the connections: whoever is reached over TCP fails none because of what is behind it. */
  readonly refused: number;
  readonly failedBehind: number;
  /** Requests that somebody stopped waiting for. */
  readonly late: number;
  readonly lateBehind: number;
  /** Ms a second that its requests take longer, and its calls. */
  readonly time: number;
  readonly timeBehind: number;
  /** Ms of a request before. */
  readonly meanBefore: number;
}

export function nodeExcess(
  node: Place,
  graph: LineGraph,
  comparison: Comparison,
  countsClientErrors: boolean,
): NodeExcess {
  const into = excessesOf(graph.into.get(node.id), comparison);
  const behind = excessesOf(graph.outOf.get(node.id), comparison);
  const failures = ({ failed, client }: EdgeExcess["caller"]) => failed + (countsClientErrors ? client : 0);
  const total = (edges: readonly EdgeExcess[], of: (edge: EdgeExcess) => number) =>
    edges.reduce((sum, edge) => sum + of(edge), 0);
  const requests = total(into, ({ callee }) => callee.requests);
  const asked = total(into, ({ caller }) => caller.requests);
  // Nobody can tell which connection is another try.
  const told = into.filter(({ line }) => line.protocol !== "tcp");
  const wanted = total(told, ({ caller }) => caller.requests);
  const tries = total(told, ({ callee }) => callee.requests);
  const timed = into.filter(({ callee }) => callee.meanBefore !== undefined);
  const timedBefore = total(timed, ({ callee }) => callee.requests);
  // What never arrived only the caller has seen, what was tried again only the callee.
  const failedIn = ({ caller, callee }: EdgeExcess) => Math.max(0, failures(caller), failures(callee));
  return {
    node,
    into,
    requests: Math.max(requests, asked),
    requestsBefore: total(into, ({ callee, caller }) => Math.max(callee.requestsBefore, caller.requestsBefore)),
    retries: wanted <= 0 ? 0 : Math.max(0, tries / wanted - 1),
    failed: total(into, failedIn),
    refused: total(
      into.filter(({ line }) => line.protocol === "tcp"),
      failedIn,
    ),
    failedBehind: total(behind, ({ caller }) => Math.max(0, failures(caller))),
    late: total(into, ({ caller, callee }) => Math.max(0, caller.late, callee.late)),
    lateBehind: total(behind, ({ caller, callee }) => Math.max(0, caller.late, callee.late)),
    time: total(into, ({ callee }) => addedTime(callee)),
    timeBehind: total(behind, ({ caller }) => Math.max(0, addedTime(caller))),
    meanBefore:
      timedBefore <= 0 ? 0 : total(timed, ({ callee }) => callee.requests * (callee.meanBefore ?? 0)) / timedBefore,
  };
}

function excessesOf(lines: readonly EdgeLine[] = [], comparison: Comparison): EdgeExcess[] {
  return lines.filter(({ source, target }) => source !== target).flatMap((line) => edgeExcess(line, comparison) ?? []);
}
