import type { Topology, TopologyProblem } from "@fyr/contract";
import { classNames } from "../../ui/class-names.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
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
          {problemSentence(problem, subject, topology).map(({ text, tone }) =>
            tone === undefined ? (
              text
            ) : (
              <strong key={text} className={classNames(css.number, css[tone])}>
                {text}
              </strong>
            ),
          )}
        </span>
      </span>
    </button>
  );
}
