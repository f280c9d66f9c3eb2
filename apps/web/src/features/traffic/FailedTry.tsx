import { moment } from "../../ui/clock.ts";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import css from "./FailedTry.module.css";

/** What became of something tried, with its time: what the error says may have passed since. `at`: ms since epoch. */
export function FailedTry({ what, at, error }: { what: string; at: number; error: unknown }) {
  return (
    <div className={css.tried}>
      <span>
        {what} at {moment(new Date(at).toISOString(), at)} did not go through:
      </span>
      <ProblemNotice error={error} />
    </div>
  );
}
