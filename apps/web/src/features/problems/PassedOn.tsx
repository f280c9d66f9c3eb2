import type { Topology, TopologyProblem } from "@fyr/contract";
import { useState } from "react";
import { inWords, share } from "../../ui/format.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import type { Selection } from "../../view/view-state.ts";
import { isSelected } from "./next-problem.ts";
import css from "./PassedOn.module.css";
import { passedOnWords } from "./passed-on-words.ts";
import { problemTitle, subjectOf } from "./problem-sentence.ts";

/** The edges that only pass on what fails behind them: how many and how badly, all of them at a press. */
export function PassedOn(props: {
  stems: readonly TopologyProblem[];
  topology: Topology;
  selection: Selection | undefined;
  onSelect: (selection: Selection) => void;
}) {
  const { stems, topology, selection, onSelect } = props;
  const [isOpen, setIsOpen] = useState(false);
  const holdsSelection = stems.some(({ subject }) => isSelected(subject, selection));
  return (
    <details
      className={css.stems}
      open={isOpen || holdsSelection}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary className={css.summary}>{passedOnWords(stems, topology)}</summary>
      <ul>
        {stems.map((problem) => (
          <li key={problem.id}>
            <button
              type="button"
              className={css.row}
              data-status={problem.status}
              aria-pressed={isSelected(problem.subject, selection)}
              onClick={() => onSelect(problem.subject)}
            >
              <StatusIcon status={problem.status === "failing" ? "failing" : "degraded"} size={11} />
              <span className={css.name}>{problemTitle(subjectOf(problem, topology))}</span>
              <span className={css.share}>{inWords(share(problem.now.errorRatio ?? 0))}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
