import type { TopologyProblem } from "@fyr/contract";
import type { Selection } from "../../view/view-state.ts";

/** The problems to step through: worst first, each subject once, notices left out. */
export function realProblems(problems: readonly TopologyProblem[]): readonly TopologyProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ status, subject }) => {
    if (status === "notice" || seen.has(subject.id)) return false;
    seen.add(subject.id);
    return true;
  });
}

/** The one `step` (1 or -1) on from what is selected, round the end; from elsewhere the first or the last. */
export function nextProblem(
  problems: readonly TopologyProblem[],
  selection: Selection | undefined,
  step: 1 | -1,
): TopologyProblem | undefined {
  const real = realProblems(problems);
  const here = real.findIndex(({ subject }) => isSelected(subject, selection));
  const next = here < 0 ? (step === 1 ? 0 : real.length - 1) : (here + step + real.length) % real.length;
  return real[next];
}

export function isSelected(subject: TopologyProblem["subject"], selection: Selection | undefined): boolean {
  return selection?.type === subject.type && selection.id === subject.id;
}
