import type { RouteChange, TrafficRoute } from "@fyr/contract";
import { sameRule } from "@fyr/routing";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useNow } from "../../../live/use-now.ts";
import { Button } from "../../../ui/Button.tsx";
import { moment } from "../../../ui/clock.ts";
import { Kbd } from "../../../ui/Kbd.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import { useChangeLog, useUndo } from "../progress/use-change-log.ts";
import { FailedTry } from "../review/FailedTry.tsx";
import { isMeasured } from "../route/split-drift.ts";
import { type Draft, inNumbers, ruleOf } from "../weights/draft.ts";
import { ChangeVerdict } from "./ChangeVerdict.tsx";
import css from "./History.module.css";
import { historyWords } from "./history-text.ts";
import { type WayBack, wayBack } from "./way-back.ts";

interface HistoryProps {
  readonly windowSeconds: number;
  readonly route: TrafficRoute;
  /** The route can be written to, and no draft would be lost by that. */
  readonly writable: boolean;
  readonly onUndone: (undo: RouteChange) => void;
  /** Earlier weights as a draft, to be reviewed. */
  readonly onReview: (draft: Draft) => void;
}

/** Who changed the weights through Fyr and how it went, with the way back. */
export function History({ route, windowSeconds, writable, onUndone, onReview }: HistoryProps) {
  const now = useNow();
  const { changes, fetched } = useChangeLog(route.route);
  const undo = useUndo();
  return (
    <section className={css.section} aria-label="History">
      <div className={css.head}>
        <h3 className={css.title}>History</h3>
        {changes.length > 0 && (
          <span className={css.aside}>
            undo your last change <Kbd>u</Kbd>
          </span>
        )}
      </div>
      {fetched.isPending && <PanelSkeleton label="Reading the history" />}
      {fetched.isError && <ProblemNotice error={fetched.error} onRetry={fetched.refetch} />}
      {fetched.isSuccess && changes.length === 0 && (
        <p className={css.none}>Nobody has moved these weights with Fyr yet.</p>
      )}
      {undo.isError && <FailedTry what="Undo" at={undo.submittedAt} error={undo.error} />}
      <ul>
        {withWayBack(changes, route).map(({ change, back, rule, until }) => (
          <li key={change.id} className={css.change}>
            <time dateTime={change.at}>{moment(change.at, now)}</time>
            <div className={css.words}>
              {change.by}: <strong>{inNumbers(change.before)}</strong> → <strong>{inNumbers(change.after)}</strong>{" "}
              <span className={css.how}>{historyWords(change, now, windowSeconds)}</span>
              {change.reason !== undefined && <q className={css.reason}>{change.reason}</q>}
              {rule && isMeasured(rule) && <ChangeVerdict change={change} rule={rule} until={until} />}
            </div>
            {writable && back && (
              <BackButton
                back={back}
                disabled={undo.isPending}
                onUndo={() => undo.mutate(change, { onSuccess: onUndone })}
                onReview={onReview}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/**
 * Each change with its rule, until when its weights stood, and its way back; to weights that several changes left, the
 * newest of them has it.
 */
function withWayBack(changes: readonly RouteChange[], route: TrafficRoute) {
  const offered = new Set<string>();
  return changes.map((change, place) => {
    const next = changes.slice(0, place).findLast((later) => sameRule(later.rule, change.rule));
    const goal = `${change.rule.protocol} ${change.rule.index} ${inNumbers(change.before)}`;
    const back = offered.has(goal) ? undefined : wayBack(change, route);
    if (back !== undefined) offered.add(goal);
    return { change, back, rule: ruleOf(route, change.rule), until: next?.at };
  });
}

function BackButton(props: { back: WayBack; disabled: boolean; onUndo: () => void; onReview: (draft: Draft) => void }) {
  const { back } = props;
  const isUndo = back.kind === "undo";
  return (
    <Button
      kind={isUndo ? "plain" : "quiet"}
      disabled={props.disabled}
      onClick={isUndo ? props.onUndo : () => props.onReview(back.draft)}
    >
      {isUndo && <IconArrowBackUp size={14} stroke={1.8} />} {back.words}
    </Button>
  );
}
