import type { Topology, TopologyProblem } from "@fyr/contract";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { Phrases } from "./Phrases.tsx";
import { problemInShort, problemSentence, problemTitle, subjectOf } from "./problem-sentence.ts";
import css from "./WallProblems.module.css";

/** As many as a wall screen has room for. */
const mostShown = 7;
/** So few that each can be told in full all the time. */
const few = 3;

/** What is wrong, to be read from across the room: each by name, and the one that is looked at, or a few, in full. */
export function WallProblems(props: {
  topology: Topology;
  problems: readonly TopologyProblem[];
  /** Id of its subject. */
  current: string | undefined;
}) {
  const { topology, problems, current } = props;
  const at = problems.findIndex(({ subject }) => subject.id === current);
  const first = Math.max(0, Math.min(at - mostShown + 1, problems.length - mostShown));
  const shown = problems.slice(first, first + mostShown);
  return (
    <section className={css.problems} aria-label="Problems">
      <ol className={css.list}>
        {shown.map((problem) => (
          <WallProblem
            key={problem.id}
            problem={problem}
            topology={topology}
            isCurrent={problem.subject.id === current}
            isTold={problem.subject.id === current || problems.length <= few}
          />
        ))}
      </ol>
      {problems.length > shown.length && <p className={css.more}>and {problems.length - shown.length} more</p>}
    </section>
  );
}

function WallProblem(props: { problem: TopologyProblem; topology: Topology; isCurrent: boolean; isTold: boolean }) {
  const { problem, topology, isCurrent, isTold } = props;
  const subject = subjectOf(problem, topology);
  const tell = isTold ? problemSentence : problemInShort;
  const status = problem.status === "failing" ? "failing" : "degraded";
  return (
    <li className={css.problem} data-status={status} aria-current={isCurrent}>
      <StatusIcon status={status} size={28} />
      <div>
        <p className={css.name}>{problemTitle(subject)}</p>
        <p className={isTold ? css.sentence : css.short}>
          <Phrases phrases={tell(problem, subject, topology)} css={css} />
        </p>
      </div>
    </li>
  );
}
