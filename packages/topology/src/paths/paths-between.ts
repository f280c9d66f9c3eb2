import type { EdgeId, NodeId } from "@fyr/contract";
import { type Steps, stepsFrom } from "./steps-from.ts";

/** What leads from one node to another. */
export interface Call {
  readonly id: EdgeId;
  readonly source: NodeId;
  readonly target: NodeId;
}

export interface CallPaths<Edge extends Call> {
  /** Each comes by no node twice, in the order of its calls. Shortest first; of one length, in the order of the edges. */
  readonly paths: readonly (readonly Edge[])[];
  /** There may be more: these are the shortest. So, too, where looking for the next took too long. */
  readonly isCut: boolean;
  /**
   * All on any path, and both ends. Where the paths were cut: all that lies on a way which comes by each of the two ends
   * once, so that nothing on a path is missing.
   */
  readonly nodes: ReadonlySet<NodeId>;
  readonly edges: ReadonlySet<EdgeId>;
}

export interface PathLimits {
  readonly paths: number;
  /** Calls looked at. In a mesh where everything calls everything, paths are more than anybody can count. */
  readonly looks: number;
}

const usual: PathLimits = { paths: 100, looks: 20_000 };

/** All simple paths from one node to another along calls, within limits. None where the two are the same. */
export function pathsBetween<Edge extends Call>(
  edges: readonly Edge[],
  from: NodeId,
  to: NodeId,
  limits: PathLimits = usual,
): CallPaths<Edge> {
  const between = callsBetween(edges, from, to);
  const { paths, isCut } = walk(between, { from, to }, limits);
  const lit = isCut ? between : paths.flat();
  return {
    paths,
    isCut,
    nodes: new Set([from, to, ...lit.flatMap(({ source, target }) => [source, target])]),
    edges: new Set(lit.map(({ id }) => id)),
  };
}

/** On a way that comes by each of the two once; by others perhaps more often. */
function callsBetween<Edge extends Call>(edges: readonly Edge[], from: NodeId, to: NodeId): readonly Edge[] {
  const ahead = stepsFrom(edges, from, "target", { end: to });
  const behind = stepsFrom(edges, to, "source", { end: from });
  return edges.filter(
    ({ source, target }) =>
      source !== target && source !== to && target !== from && ahead.has(source) && behind.has(target),
  );
}

/** Deeper and deeper, so that what is found first is shortest. Follows only what can still arrive within the depth. */
function walk<Edge extends Call>(
  edges: readonly Edge[],
  { from, to }: { readonly from: NodeId; readonly to: NodeId },
  limits: PathLimits,
): Pick<CallPaths<Edge>, "paths" | "isCut"> {
  const calls = Map.groupBy(edges, ({ source }) => source);
  const left: Steps = stepsFrom(edges, to, "source");
  const paths: Edge[][] = [];
  const path: Edge[] = [];
  const passed = new Set([from]);
  let looks = 0;
  let isDeeper = false;

  /** False: a limit was reached. */
  function follow(at: NodeId, depth: number): boolean {
    for (const call of calls.get(at) ?? []) {
      if (passed.has(call.target)) continue;
      if (++looks > limits.looks) return false;
      const needed = left.get(call.target);
      if (needed === undefined) continue;
      if (needed > depth - 1) {
        isDeeper = true;
        continue;
      }
      path.push(call);
      const goesOn = call.target === to ? arrive(depth) : onwards(call.target, depth - 1);
      path.pop();
      if (!goesOn) return false;
    }
    return true;
  }

  function onwards(node: NodeId, depth: number): boolean {
    passed.add(node);
    const goesOn = follow(node, depth);
    passed.delete(node);
    return goesOn;
  }

  /** Shorter ones were found at a smaller depth. */
  function arrive(depth: number): boolean {
    if (depth > 1) return true;
    if (paths.length === limits.paths) return false;
    paths.push([...path]);
    return true;
  }

  for (let depth = left.get(from) ?? Number.POSITIVE_INFINITY; Number.isFinite(depth); depth++) {
    isDeeper = false;
    if (!follow(from, depth)) return { paths, isCut: true };
    if (!isDeeper) break;
  }
  return { paths, isCut: false };
}
