import { ApiError } from "../../../api/api-error.ts";
import { moment } from "../../../ui/clock.ts";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import css from "./FailedTry.module.css";

/** What became of something tried, with its time: what the error says may have passed since. `at`: ms since epoch. */
export function FailedTry({ what, at, error }: { what: string; at: number; error: unknown }) {
  return (
    <div className={css.tried}>
      <span>
        {what} at {moment(at, at)}{" "}
        {isUnanswered(error) ? "got no answer: whether it was written is not known." : "wrote nothing:"}
      </span>
      <ProblemNotice error={error} />
    </div>
  );
}

/** The request may have arrived, and only the answer got lost. */
function isUnanswered(error: unknown): boolean {
  return (
    !(error instanceof ApiError) ||
    error.code === "unreachable" ||
    error.code === "unreadable" ||
    error.code === "internal"
  );
}
