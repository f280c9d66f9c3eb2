import type { RouteRule } from "@fyr/contract";
import css from "./MatchWords.module.css";
import { matchWords } from "./match-text.ts";

/** When a rule applies, with what stands in the object set apart. */
export function MatchWords({ rule }: { rule: RouteRule }) {
  const words = matchWords(rule.matches, { afterOthers: rule.rule.index > 0 });
  return (
    <span>
      {words.map(({ text, code }, index) => {
        // Fragments have no identity of their own: their place is what they are.
        const key = `${index} ${text}`;
        return code ? (
          <code key={key} className={css.code}>
            {text}
          </code>
        ) : (
          <span key={key}>{text}</span>
        );
      })}
    </span>
  );
}
