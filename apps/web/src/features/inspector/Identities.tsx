import type { Principals } from "@fyr/contract";
import { CopyText } from "../../ui/CopyText.tsx";
import { Section } from "../../ui/Panel.tsx";
import css from "./Identities.module.css";
import { principalInShort } from "./principal-text.ts";

/** Who is who under mutual TLS: in short, in full on hover, and to copy for a policy. */
export function Identities({ source, target }: Principals) {
  if (source.length === 0 && target.length === 0) return null;
  return (
    <Section title="Identities" aside="service accounts under mTLS">
      <dl className={css.sides}>
        <Side name="Caller" principals={source} />
        <Side name="Callee" principals={target} />
      </dl>
    </Section>
  );
}

function Side({ name, principals }: { name: string; principals: readonly string[] }) {
  return (
    <>
      <dt className={css.name}>{name}</dt>
      <dd>
        {principals.length === 0 && <span className={css.none}>none shown</span>}
        {principals.map((principal) => (
          <div key={principal} className={css.principal}>
            <span title={principal}>{principalInShort(principal)}</span>
            <CopyText text={principal} what={`the identity of the ${name.toLowerCase()}`} />
          </div>
        ))}
      </dd>
    </>
  );
}
