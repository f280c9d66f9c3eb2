import { Section } from "../../ui/Panel.tsx";
import css from "./Reasons.module.css";

/** Why it is not well, one sentence each. */
export function Reasons({ causes }: { causes: readonly string[] }) {
  if (causes.length === 0) return null;
  return (
    <Section title="Why">
      <ul className={css.reasons}>
        {causes.map((cause) => (
          <li key={cause}>{cause}.</li>
        ))}
      </ul>
    </Section>
  );
}
