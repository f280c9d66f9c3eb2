import type { CallTree, Differences, NodeId, Topology } from "@fyr/contract";
import { callTreeOf, differencesOf } from "@fyr/topology";
import type { MomentQuery } from "../moment-query.ts";
import type { MomentSeen } from "./plain-moments.ts";

/** A moment, and one before to hold it against. All in Unix seconds; what is absent is now, and an hour before that. */
export interface TwoMoments extends Pick<MomentQuery, "at" | "windowSeconds" | "namespaces"> {
  readonly before?: number;
  readonly beforeWindowSeconds?: number;
}

export interface Comparing {
  /** What is another than it was. Rejects as `at` does. */
  differences(query: TwoMoments, signal: AbortSignal): Promise<Differences>;
  /** Where the time of requests to `entry` goes. Undefined where there were none at either moment. */
  callTree(query: TwoMoments & { readonly entry: NodeId }, signal: AbortSignal): Promise<CallTree | undefined>;
}

interface Sources {
  readonly now: (
    query: Pick<MomentQuery, "at" | "windowSeconds" | "namespaces">,
    signal: AbortSignal,
  ) => Promise<MomentSeen>;
  readonly past: (
    query: Pick<MomentQuery, "windowSeconds" | "namespaces"> & { readonly at: number },
    field: string,
    signal: AbortSignal,
  ) => Promise<MomentSeen>;
  /** Unix seconds. */
  readonly latest: () => number;
}

const hour = 3600;

export function createComparing({ now, past, latest }: Sources): Comparing {
  async function look({ at, windowSeconds, before, beforeWindowSeconds, namespaces }: TwoMoments, signal: AbortSignal) {
    const scope = namespaces === undefined ? {} : { namespaces };
    const width = (seconds: number | undefined) => (seconds === undefined ? {} : { windowSeconds: seconds });
    const [is, was] = await Promise.all([
      now({ ...(at !== undefined && { at }), ...width(windowSeconds), ...scope }, signal),
      past(
        { at: before ?? (at ?? latest()) - hour, ...width(beforeWindowSeconds ?? windowSeconds), ...scope },
        "before",
        signal,
      ),
    ]);
    return {
      is,
      was,
      told: {
        now: takenOf(is.topology),
        before: takenOf(was.topology),
        warnings: [...new Set([...is.topology.warnings, ...was.topology.warnings])],
      },
    };
  }

  return {
    differences: async (query, signal) => {
      const { is, was, told } = await look(query, signal);
      return { ...told, ...differencesOf(lookedAt(is.topology), lookedAt(was.topology)) };
    },
    callTree: async ({ entry, ...query }, signal) => {
      const { is, was, told } = await look(query, signal);
      const tree = callTreeOf(entry, { now: is, before: was });
      return tree && { ...told, entry, ...tree };
    },
  };
}

function takenOf({ at, windowSeconds }: Topology) {
  return { at, windowSeconds };
}

function lookedAt({ nodes, edges, windowSeconds }: Topology) {
  return { nodes, edges, seconds: windowSeconds };
}
