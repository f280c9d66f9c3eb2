import { classNames } from "../../ui/class-names.ts";
import type { Phrase } from "./problem-sentence.ts";

/** A sentence with its numbers set off. `css`: how numbers and tones look where it stands. */
export function Phrases({ phrases, css }: { phrases: readonly Phrase[]; css: Readonly<Record<string, string>> }) {
  return phrases.map(({ text, tone }) =>
    tone === undefined ? (
      text
    ) : (
      <strong key={text} className={classNames(css["number"], css[tone])}>
        {text}
      </strong>
    ),
  );
}
