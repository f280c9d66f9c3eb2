import type { Topology, TopologyProblem } from "@fyr/contract";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { Phrases } from "./Phrases.tsx";
import css from "./ProblemList.module.css";
import { problemSentence, problemTitle, subjectOf } from "./problem-sentence.ts";

/** One problem in a plain sentence; a press goes there. */
export function ProblemCard(props: {
  problem: TopologyProblem;
  topology: Topology;
  selected: boolean;
  onSelect: () => void;
}) {
  const { problem, topology, selected, onSelect } = props;
  const subject = subjectOf(problem, topology);
  const status = problem.status === "failing" ? "failing" : "degraded";
  return (
    <button type="button" className={css.card} data-status={status} aria-pressed={selected} onClick={onSelect}>
      <StatusIcon status={status} />
      <span>
        <span className={css.name}>{problemTitle(subject)}</span>
        <span className={css.sentence}>
          <Phrases phrases={problemSentence(problem, subject, topology)} css={css} />
        </span>
      </span>
    </button>
  );
}
