import { Section } from "../../ui/Panel.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import css from "./Reasons.module.css";

/** Why it is not well, one sentence each. `alarms` come first: what lies behind the rest. */
export function Reasons({ causes, alarms = [] }: { causes: readonly string[]; alarms?: readonly string[] }) {
  if (causes.length === 0 && alarms.length === 0) return null;
  return (
    <Section title="Why">
      <ul className={css.reasons}>
        {alarms.map((alarm) => (
          <li key={alarm} className={css.alarm}>
            <StatusIcon status="degraded" label="" /> <span>{alarm}.</span>
          </li>
        ))}
        {causes.map((cause) => (
          <li key={cause}>{cause}.</li>
        ))}
      </ul>
    </Section>
  );
}

/** What holds for it without being wrong. */
export function WorthKnowing({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <Section title="Worth knowing">
      <ul className={css.reasons}>
        {notes.map((note) => (
          <li key={note}>{note}.</li>
        ))}
      </ul>
    </Section>
  );
}
