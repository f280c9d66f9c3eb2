import type { Me } from "@fyr/contract";
import { Lighthouse } from "../../ui/Lighthouse.tsx";
import { SignInForm } from "./SignInForm.tsx";
import css from "./SignInPage.module.css";

/** All that strangers see. */
export function SignInPage({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  return (
    <main className={css.page}>
      <title>Sign in · Fyr</title>
      <section className={css.card} aria-labelledby="sign-in">
        <header className={css.heading}>
          <Lighthouse size={40} />
          <div>
            <h1 id="sign-in">Sign in to Fyr</h1>
            <p>See your mesh, and move its traffic, with your own rights in the cluster.</p>
          </div>
        </header>
        <SignInForm onSignedIn={onSignedIn} />
      </section>
    </main>
  );
}
