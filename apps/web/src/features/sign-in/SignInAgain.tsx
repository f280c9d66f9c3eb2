import type { Me } from "@fyr/contract";
import { Modal } from "@mantine/core";
import css from "./SignInAgain.module.css";
import { SignInForm } from "./SignInForm.tsx";

/** The session has ended while somebody was at work: the page stays as it is behind this. */
export function SignInAgain({ user, onSignedIn }: { user: string; onSignedIn: (me: Me) => void }) {
  return (
    <Modal
      opened
      onClose={stay}
      title="Your session has ended"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size={544}
      centered
    >
      <p className={css.words}>
        Sign in again as <strong>{user}</strong> to go on: what you had not applied is still here. Until then the page
        shows what it last knew.
      </p>
      <SignInForm onSignedIn={onSignedIn} />
    </Modal>
  );
}

/** There is nothing to go back to. */
function stay(): void {}
