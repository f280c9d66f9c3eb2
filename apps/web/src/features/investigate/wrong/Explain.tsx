import type { Finding } from "@fyr/contract";
import { explained } from "./explain-words.ts";
import css from "./FindingCard.module.css";

/** The numbers behind a finding's rank, each with what it counts. */
export function Explain({ finding }: { finding: Finding }) {
  const numbers = explained(finding);
  if (numbers.length === 0) return null;
  return (
    <details className={css.details}>
      <summary>Explain why it stands here</summary>
      <dl className={css.explain}>
        {numbers.map(({ code, number, words }) => (
          <Explained key={code} number={number} words={words} />
        ))}
      </dl>
    </details>
  );
}

function Explained({ number, words }: { number: string; words: string }) {
  return (
    <>
      <dt>{number}</dt>
      <dd>{words}</dd>
    </>
  );
}
