import type { Topology, TopologyProblem } from "@fyr/contract";
import type { Selection } from "../../view/view-state.ts";
import { groupByOrigin, originsFirst } from "./problem-origins.ts";

/** What is wrong: worst first, each subject once, notices left out. */
export function realProblems(problems: readonly TopologyProblem[]): readonly TopologyProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ status, subject }) => {
    if (status === "notice" || seen.has(subject.id)) return false;
    seen.add(subject.id);
    return true;
  });
}

/** The one `step` (1 or -1) on from what is selected, origins first, round the end; from elsewhere the first or the last. */
export function nextProblem(
  topology: Pick<Topology, "problems" | "edges">,
  selection: Selection | undefined,
  step: 1 | -1,
): TopologyProblem | undefined {
  const real = originsFirst(groupByOrigin(realProblems(topology.problems), topology));
  const here = real.findIndex(({ subject }) => isSelected(subject, selection));
  const next = here < 0 ? (step === 1 ? 0 : real.length - 1) : (here + step + real.length) % real.length;
  return real[next];
}

export function isSelected(subject: TopologyProblem["subject"], selection: Selection | undefined): boolean {
  return selection?.type === subject.type && selection.id === subject.id;
}
