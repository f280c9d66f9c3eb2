import type { RouteChange, TrafficRoute } from "@fyr/contract";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { trafficRoutes } from "../../../api/queries.ts";
import { useNow } from "../../../live/use-now.ts";
import { Button } from "../../../ui/Button.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { Kbd } from "../../../ui/Kbd.tsx";
import { useKeys } from "../../../ui/use-keys.ts";
import { wayBack } from "../history/way-back.ts";
import { FailedTry } from "../review/FailedTry.tsx";
import { focusOnMount } from "../review/focus-on-mount.ts";
import { isPlainKey, useDocumentKey } from "../review/use-document-key.ts";
import { labelDestinations } from "../route/destination-label.ts";
import { type Draft, inNumbers } from "../weights/draft.ts";
import css from "./ChangeProgress.module.css";
import { canUndo } from "./change-log.ts";
import { stageOf } from "./change-stage.ts";
import { outcomeInWords, progressSteps, sharesInWords } from "./progress-text.ts";
import { useUndo } from "./use-change-log.ts";

interface ChangeProgressProps {
  readonly change: RouteChange;
  readonly route: TrafficRoute;
  /** The way on: another edit. */
  readonly onAgain: () => void;
  /** The change that takes this one back, to be watched in its place. */
  readonly onUndone: (undo: RouteChange) => void;
  /** The weights that were taken back, to be reviewed. */
  readonly onReview: (draft: Draft) => void;
}

/** A change on its way into traffic, and the way back. */
export function ChangeProgress({ change, route, onAgain, onUndone, onReview }: ChangeProgressProps) {
  const now = useNow();
  const undo = useUndo();
  const { status } = change;
  const stage = stageOf(change, now, useQuery(trafficRoutes).data?.windowSeconds ?? 0);
  const steps = progressSteps(change, stage, now);
  const back = wayBack(change, route);
  const isOverwritten = status.phase === "not-observed" && status.reason === "changed-since";
  const isUndoable = canUndo(change) && !isOverwritten;
  const again = isUndoable || back?.kind !== "review" ? undefined : back;
  const takeBack = () => undo.mutate(change, { onSuccess: onUndone });
  const place = useRef<HTMLDivElement>(null);
  const goBack = () => {
    if (again) onReview(again.draft);
    else if (isUndoable && !undo.isPending) takeBack();
  };
  // On a page this comes before the key that holds everywhere; in a dialog those keys are silent.
  useKeys({ u: (event) => !event.repeat && goBack() });
  useDocumentKey(place, (event) => {
    if (!isPlainKey(event, "u")) return;
    event.preventDefault();
    goBack();
  });
  return (
    <section className={css.box} aria-label="Progress of the change" ref={focusOnMount} tabIndex={-1}>
      <h3 className={css.title}>{titleOf(change)}</h3>
      <ol className={css.steps}>
        {steps.map(({ name, state, detail }) => (
          <li key={name} className={classNames(css.step, css[state])}>
            <strong>{name}</strong> <span className={css.detail}>{detail}</span>
          </li>
        ))}
      </ol>
      {status.phase !== "not-observed" && status.observed !== undefined && status.observed.requests > 0 && (
        <p className={css.detail}>{sharesInWords(status.observed)}</p>
      )}
      <p className={css.outcome} role="status">
        {outcomeInWords(change, stage)}
      </p>
      {undo.isError && <FailedTry what="Undo" at={undo.submittedAt} error={undo.error} />}
      <div className={css.buttons} ref={place}>
        {isUndoable && (
          <Button large disabled={undo.isPending} onClick={takeBack}>
            <IconArrowBackUp size={15} stroke={1.8} />{" "}
            {undo.isPending ? "Undoing…" : `Undo to ${inNumbers(change.before)}`} <Kbd>u</Kbd>
          </Button>
        )}
        {again && (
          <Button large onClick={() => onReview(again.draft)}>
            {again.words} <Kbd>u</Kbd>
          </Button>
        )}
        <Button large onClick={onAgain}>
          Edit again
        </Button>
      </div>
    </section>
  );
}

function titleOf(change: RouteChange): string {
  const labels = labelDestinations(change.after);
  const names = labels.map(({ short }) => short).join(" / ");
  const done = change.undoes === undefined ? "Set" : "Put back";
  return `${done}: ${names} at ${inNumbers(change.after)}, was ${inNumbers(change.before)}`;
}
