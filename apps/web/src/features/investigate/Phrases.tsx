import { classNames } from "../../ui/class-names.ts";
import css from "./Phrases.module.css";
import type { Phrase } from "./phrase.ts";

/** A sentence with its numbers set off. */
export function Phrases({ phrases }: { phrases: readonly Phrase[] }) {
  return phrases.map(({ text, tone }) =>
    tone === undefined ? (
      text
    ) : (
      <strong key={text} className={classNames(css.number, css[tone])}>
        {text}
      </strong>
    ),
  );
}
