import type { Me } from "@fyr/contract";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { signIn } from "../../api/queries.ts";
import { Button } from "../../ui/Button.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import css from "./SignInForm.module.css";
import { signInFault } from "./sign-in-text.ts";
import { TokenHint } from "./TokenHint.tsx";
import { tokenIn } from "./token-in.ts";

/** One field for a token, what is wrong with the last one, and where to get another. */
export function SignInForm({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const [text, setText] = useState("");
  const [isShown, setShown] = useState(false);
  const attempt = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });
  const field = useId();
  const fault = attempt.isError ? signInFault(attempt.error) : undefined;
  const token = tokenIn(text);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (token !== "" && !attempt.isPending) attempt.mutate({ token });
      }}
    >
      <label className={css.label} htmlFor={field}>
        Kubernetes token
      </label>
      <div className={css.row}>
        <input
          id={field}
          className={css.input}
          type={isShown ? "text" : "password"}
          value={text}
          onChange={({ target }) => setText(target.value)}
          autoComplete="current-password"
          spellCheck={false}
          aria-invalid={fault !== undefined}
          aria-describedby={`${field}-fault`}
          // The page and the dialog are there for this field alone.
          ref={focusAtStart}
        />
        <Button aria-pressed={isShown} onClick={() => setShown(!isShown)} className={css.show}>
          {isShown ? "Hide" : "Show"}
        </Button>
      </div>
      <div id={`${field}-fault`} role="alert" className={css.fault}>
        {fault !== undefined && (
          <>
            <StatusIcon status="failing" label="" /> <span>{fault}</span>
          </>
        )}
      </div>
      <Button type="submit" kind="primary" large disabled={token === "" || attempt.isPending}>
        {attempt.isPending ? "Asking the cluster …" : "Sign in"}
      </Button>
      <TokenHint />
    </form>
  );
}

function focusAtStart(input: HTMLInputElement | null): void {
  input?.focus();
}
