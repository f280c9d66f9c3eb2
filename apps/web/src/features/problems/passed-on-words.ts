import type { Topology, TopologyProblem } from "@fyr/contract";
import { inWords, share } from "../../ui/format.ts";
import { nodeInShort } from "../../ui/node-name.ts";
import { subjectOf } from "./problem-sentence.ts";

const named = 3;

/** "Passed on to 5 edges: checkout 7 %, storefront 6.2 %, mobile-bff 6 % …", by who calls. */
export function passedOnWords(stems: readonly TopologyProblem[], topology: Topology): string {
  const callers = stems.slice(0, named).map((problem) => {
    const { source } = subjectOf(problem, topology);
    return `${source === undefined ? "unknown" : nodeInShort(source)} ${inWords(share(problem.now.errorRatio ?? 0)).replace(" ", "\u00a0")}`;
  });
  const count = stems.length === 1 ? "1 edge" : `${stems.length} edges`;
  return `Passed on to ${count}: ${callers.join(", ")}${stems.length > named ? " …" : ""}`;
}
