import { Button } from "./Button.tsx";
import css from "./ProblemNotice.module.css";
import { problemText } from "./problem-text.ts";
import { StatusIcon } from "./StatusIcon.tsx";

/** What went wrong, in words, with a way to try again. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => unknown }) {
  const { title, detail } = problemText(error);
  return (
    <div className={css.notice} role="alert">
      <StatusIcon status="failing" label="" />
      <div className={css.words}>
        <strong>{title}</strong>
        <p>{detail}</p>
        {onRetry && <Button onClick={() => void onRetry()}>Try again</Button>}
      </div>
    </div>
  );
}
