import type { Topology, TopologyProblem } from "@fyr/contract";
import { Chip } from "../../ui/Chip.tsx";
import { inWords, share } from "../../ui/format.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { Lacks } from "../../ui/Lacks.tsx";
import { nodeInShort } from "../../ui/node-name.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import type { Selection } from "../../view/view-state.ts";
import { isSelected, realProblems } from "./next-problem.ts";
import { type Notice, noticesOf } from "./notices.ts";
import { PassedOn } from "./PassedOn.tsx";
import { ProblemCard } from "./ProblemCard.tsx";
import css from "./ProblemList.module.css";
import { groupByOrigin } from "./problem-origins.ts";
import { problemTitle, subjectOf } from "./problem-sentence.ts";

export interface ProblemListProps {
  readonly topology: Topology;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
  /** The way to what lies behind all this. */
  readonly renderWhy?: () => React.ReactNode;
}

/** What is wrong, worst first, with what it is passed on to; who feels it; what is worth knowing; what could not be read. */
export function ProblemList({ topology, selection, onSelect, renderWhy }: ProblemListProps) {
  const real = realProblems(topology.problems);
  const groups = groupByOrigin(real, topology);
  const notices = noticesOf(topology.problems, topology);
  const shown = real.find(({ subject }) => isSelected(subject, selection)) ?? real[0];
  return (
    <section className={css.drawer} aria-label="Problems">
      <header className={css.head}>
        <h2 className={css.title}>Problems</h2>
        <Counts problems={real} />
        {real.length > 0 && (
          <span className={css.hint}>
            next <Kbd>n</Kbd>
          </span>
        )}
      </header>
      {real.length === 0 && topology.totals.edges > 0 && <AllWell />}
      <ol>
        {groups.map(({ origin, stems }) => (
          <li key={origin.id}>
            <ProblemCard
              problem={origin}
              topology={topology}
              selected={isSelected(origin.subject, selection)}
              onSelect={() => onSelect(origin.subject)}
            />
            {stems.length > 0 && (
              <PassedOn stems={stems} topology={topology} selection={selection} onSelect={onSelect} />
            )}
          </li>
        ))}
      </ol>
      {shown && renderWhy?.()}
      {shown && <Callers problem={shown} alone={real.length === 1} topology={topology} onSelect={onSelect} />}
      {notices.length > 0 && <Notices notices={notices} onSelect={onSelect} />}
      {topology.warnings.length > 0 && <Warnings topology={topology} />}
    </section>
  );
}

function Counts({ problems }: { problems: readonly TopologyProblem[] }) {
  const failing = problems.filter(({ status }) => status === "failing").length;
  const degraded = problems.length - failing;
  return (
    <>
      {failing > 0 && (
        <Chip tone="bad">
          {failing}
          <span className="visually-hidden"> failing</span>
        </Chip>
      )}
      {degraded > 0 && (
        <Chip tone="warn">
          {degraded}
          <span className="visually-hidden"> degraded</span>
        </Chip>
      )}
    </>
  );
}

const callersShown = 6;

/** `alone`: there is no other problem these could be the callers of. */
function Callers(
  props: { problem: TopologyProblem; alone: boolean } & Pick<ProblemListProps, "topology" | "onSelect">,
) {
  const { problem, alone, topology, onSelect } = props;
  const { callers, kind } = problem;
  if (callers.length === 0) return null;
  return (
    <section className={css.group}>
      <h3 className={css.label}>
        {alone ? "Callers affected" : `Callers affected by ${problemTitle(subjectOf(problem, topology))}`}
      </h3>
      <ul>
        {callers.slice(0, callersShown).map(({ id, errorRatio }) => {
          const node = topology.nodes.find((each) => each.id === id);
          return node === undefined ? null : (
            <li key={id}>
              <button type="button" className={css.row} onClick={() => onSelect({ type: "node", id })}>
                {nodeInShort(node)}
                {kind === "server-errors" && errorRatio !== undefined && (
                  <span className={css.share} title="Of the requests it sends this way">
                    {errorRatio === 0 ? "no errors" : `${inWords(share(errorRatio))} errors`}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      {callers.length > callersShown && <p className={css.more}>and {callers.length - callersShown} more</p>}
    </section>
  );
}

function Notices(props: { notices: readonly Notice[]; onSelect: (selection: Selection) => void }) {
  return (
    <section className={css.group}>
      <h3 className={css.label}>Worth knowing</h3>
      <ul className={css.notices}>
        {props.notices.map(({ key, sentence, subject }) => (
          <li key={key}>
            <button type="button" className={css.notice} onClick={() => props.onSelect(subject)}>
              <StatusIcon status="notice" label="" />
              {sentence}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Warnings({ topology }: Pick<ProblemListProps, "topology">) {
  return (
    <section className={css.group}>
      <h3 className={css.label}>What the numbers lack</h3>
      <Lacks of={topology} />
    </section>
  );
}

function AllWell() {
  return (
    <p className={css.well}>
      <StatusIcon status="healthy" label="" /> Nothing is failing or slow.
    </p>
  );
}
