import { Button } from "../../../ui/Button.tsx";
import { Section } from "../../../ui/Panel.tsx";
import { problemText } from "../../../ui/problem-text.ts";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import type { Incident } from "../use-incident.ts";
import css from "./Compare.module.css";
import {
  beforeInWords,
  differenceShape,
  differenceTone,
  kindInWords,
  measureInWords,
  nowInWords,
} from "./difference-words.ts";
import { useDifferences } from "./use-differences.ts";

const mostShown = 6;

/** The most that is otherwise, in short, and the way to all of it. */
export function WhatChanged({ incident }: { incident: Incident }) {
  const [, change] = useInvestigation();
  const { query, names } = useDifferences(incident);
  const { data, error } = query;
  if (data === undefined) {
    return (
      <Section title="What changed">
        {error === null ? <Skeleton height="8rem" /> : <p className={css.note}>{problemText(error).detail}</p>}
      </Section>
    );
  }
  const shown = data.differences.slice(0, mostShown);
  return (
    <Section title="What changed" aside={`${data.differences.length} on ${data.edges} edges`}>
      {shown.length === 0 && <p className={css.note}>Nothing that chance does not explain.</p>}
      {shown.map((each) => (
        <button
          key={`${each.kind} ${each.subject.id}`}
          type="button"
          className={css.brief}
          onClick={() => change({ tab: "evidence" }, { view: { selection: each.subject } })}
        >
          <StatusIcon status={differenceShape(each)} label={kindInWords(each.kind)} />
          <span>
            {names.ofPlace(each.subject)}, {measureInWords(each) || kindInWords(each.kind)}
          </span>
          <span>
            <span className={css.before}>{beforeInWords(each)} →</span>{" "}
            <span className={css.now} data-tone={differenceTone(each)}>
              {nowInWords(each)}
            </span>
          </span>
        </button>
      ))}
      {data.differences.length > mostShown && (
        <Button kind="quiet" onClick={() => change({ tab: "compare" })}>
          All {data.differences.length}
        </Button>
      )}
    </Section>
  );
}
