import type { TrafficRoute } from "@fyr/contract";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useNow } from "../../../live/use-now.ts";
import { Button } from "../../../ui/Button.tsx";
import { moment } from "../../../ui/clock.ts";
import { routeDialog } from "../from-map/route-dialog-store.ts";
import { useChangeLog, useUndo } from "../progress/use-change-log.ts";
import { FailedTry } from "../review/FailedTry.tsx";
import { inNumbers } from "../weights/draft.ts";
import { historyWords } from "./history-text.ts";
import css from "./LatestChange.module.css";
import { wayBack } from "./way-back.ts";

/** The last change made with Fyr, how it went, and the way back: nothing where there was none. */
export function LatestChange({ route, windowSeconds }: { route: TrafficRoute; windowSeconds: number }) {
  const now = useNow();
  const undo = useUndo();
  const [change] = useChangeLog(route.route).changes;
  if (change === undefined) return null;
  const back = route.editable ? wayBack(change, route) : undefined;
  const goBack = () =>
    back?.kind === "review"
      ? routeDialog.open({ route: route.route, rule: change.rule, proposal: change.before, review: true })
      : undo.mutate(change);
  return (
    <div className={css.latest}>
      <p className={css.words}>
        {change.by}, {moment(change.at, now)}: {inNumbers(change.before)} → {inNumbers(change.after)},{" "}
        {historyWords(change, now, windowSeconds)}
      </p>
      {back && (
        <Button disabled={undo.isPending} onClick={goBack}>
          {back.kind === "undo" && <IconArrowBackUp size={14} stroke={1.8} />} {back.words}
        </Button>
      )}
      {undo.isError && <FailedTry what="Undo" at={undo.submittedAt} error={undo.error} />}
    </div>
  );
}
