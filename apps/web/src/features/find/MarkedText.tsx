import type { SyntaxFault } from "@fyr/topology";
import css from "./ExpressionField.module.css";

/** Lies under the letters of a field and underlines where its text cannot be read. `shift`: px the field is scrolled. */
export function MarkedText({ text, fault, shift }: { text: string; fault: SyntaxFault; shift: number }) {
  const from = Math.min(fault.from, text.length);
  return (
    <div className={css.marked} aria-hidden="true">
      <span style={{ marginInlineStart: -shift }}>
        {text.slice(0, from)}
        <mark className={css.fault}>{text.slice(from, Math.max(fault.to, from)) || "\u00a0\u00a0"}</mark>
      </span>
    </div>
  );
}
