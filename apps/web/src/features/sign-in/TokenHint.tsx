import { CopyText } from "../../ui/CopyText.tsx";
import css from "./TokenHint.module.css";

const command = "kubectl create token NAME -n NAMESPACE --duration 8h";

/** Where tokens come from, and what becomes of them here. */
export function TokenHint() {
  return (
    <div className={css.hint}>
      <p>Where to get one: of a service account, in a terminal,</p>
      <p className={css.command}>
        <code>{command}</code>
        <CopyText text={command} what="the command" />
      </p>
      <p>or the token your company's sign-in gives to kubectl.</p>
      <p>
        Fyr shows and changes what the token's owner may, and nothing else. It stays in an encrypted cookie of this
        browser, for 12 hours at most.
      </p>
    </div>
  );
}
