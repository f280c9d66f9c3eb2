import type { RouteChange, RouteRef } from "@fyr/contract";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useNow } from "../../live/use-now.ts";
import { Button } from "../../ui/Button.tsx";
import { moment } from "../../ui/clock.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../ui/Skeleton.tsx";
import { canUndo } from "./change-log.ts";
import { inNumbers } from "./draft.ts";
import { FailedTry } from "./FailedTry.tsx";
import css from "./History.module.css";
import { historyWords } from "./history-text.ts";
import { useChangeLog, useUndo } from "./use-change-log.ts";

/** Who changed the weights through Fyr and how it went, with the way back. */
export function History(props: { route: RouteRef; editable: boolean; onUndone: (undo: RouteChange) => void }) {
  const { route, editable, onUndone } = props;
  const now = useNow();
  const { changes, fetched } = useChangeLog(route);
  const undo = useUndo();
  return (
    <section className={css.section} aria-label="History">
      <div className={css.head}>
        <h3 className={css.title}>History</h3>
        <span className={css.aside}>
          undo the last of yours <Kbd>u</Kbd>
        </span>
      </div>
      {fetched.isPending && <PanelSkeleton label="Reading the history" />}
      {fetched.isError && <ProblemNotice error={fetched.error} onRetry={fetched.refetch} />}
      {fetched.isSuccess && changes.length === 0 && (
        <p className={css.none}>
          Nobody has moved these weights through Fyr yet. What you apply stands here, with its undo.
        </p>
      )}
      {undo.isError && <FailedTry what="Undo" at={undo.submittedAt} error={undo.error} />}
      <ul>
        {changes.map((change) => (
          <li key={change.id} className={css.change}>
            <time dateTime={change.at}>{moment(change.at, now)}</time>
            <div className={css.words}>
              {change.by}: <strong>{inNumbers(change.before)}</strong> → <strong>{inNumbers(change.after)}</strong>{" "}
              <span className={css.how}>{historyWords(change)}</span>
              {change.reason !== undefined && <q className={css.reason}>{change.reason}</q>}
            </div>
            {change.undoneBy !== undefined && <span className={css.how}>undone</span>}
            {canUndo(change) && editable && (
              <Button disabled={undo.isPending} onClick={() => undo.mutate(change, { onSuccess: onUndone })}>
                <IconArrowBackUp size={14} stroke={1.8} /> Undo to {inNumbers(change.before)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
