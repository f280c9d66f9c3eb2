import type { Finding } from "@fyr/contract";
import { markerTitle } from "../../../ui/marker-words.ts";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { Phrases } from "../Phrases.tsx";
import type { Incident } from "../use-incident.ts";
import { Course } from "./Course.tsx";
import { Explain } from "./Explain.tsx";
import { FindingActions } from "./FindingActions.tsx";
import css from "./FindingCard.module.css";
import { entryWords, fewWords, findingSentence, findingTitle, onsetRange, sinceWords } from "./finding-words.ts";
import { Symptoms } from "./Symptoms.tsx";

/** Something wrong: what, how much, since when, whom it hurts, what follows from it, and what to look at next. */
export function FindingCard(props: { finding: Finding; isShown: boolean; incident: Incident; at: string }) {
  const { finding, isShown, incident, at } = props;
  const { names } = incident;
  const [, change] = useInvestigation();
  const { onset, entries, suspects, otherwise, status } = finding;
  const title = findingTitle(finding, names);
  return (
    <article className={css.card} data-status={status} data-shown={isShown} aria-label={title}>
      <h2 className={css.title}>
        <StatusIcon status={status} size={16} />
        <button
          type="button"
          className={css.pick}
          aria-pressed={isShown}
          onClick={() => change({ finding: finding.id }, { replace: true })}
        >
          {title}
        </button>
        <span className={css.since} title={onset && onsetRange(onset)}>
          {sinceWords(finding, at)}
        </span>
      </h2>
      <p className={css.sentence}>
        <Phrases phrases={findingSentence(finding)} />
      </p>
      {isShown && <Course finding={finding} at={at} />}
      <dl className={css.facts}>
        {entries.length > 0 && <Fact name="Harms">{fewWords(entries.map((entry) => entryWords(entry, names)))}</Fact>}
        {suspects[0] !== undefined && (
          <Fact name="Suspect">
            {markerTitle(suspects[0].marker)}
            {suspects.length > 1 && `, and ${suspects.length - 1} more`}
          </Fact>
        )}
        {otherwise.length > 0 && <Fact name="Or else">{fewWords(otherwise.map((place) => names.ofPlace(place)))}</Fact>}
      </dl>
      <FindingActions finding={finding} />
      <div className={css.more}>
        <Symptoms finding={finding} names={names} />
        <Explain finding={finding} />
      </div>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
