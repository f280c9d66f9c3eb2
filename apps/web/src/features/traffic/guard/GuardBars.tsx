import type { Guard, Shift, TrafficRoute } from "@fyr/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNow } from "../../../live/use-now.ts";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../Notice.tsx";
import { FailedTry } from "../review/FailedTry.tsx";
import { inNumbers } from "../weights/draft.ts";
import css from "./GuardBars.module.css";
import { cancelGuard } from "./guard-queries.ts";
import { countedInWords, endTitle, leftInWords, limitsInWords } from "./guard-text.ts";
import { ShiftBar } from "./ShiftBar.tsx";
import { useGuards } from "./use-guards.ts";

/** An end is shown beside the route for so long; the history keeps it. */
const shownMs = 15 * 60_000;

/** What guards or shifts a route now, and what just ended. */
export function GuardBars({ route }: { route: TrafficRoute }) {
  const now = useNow();
  const { guards, shifts } = useGuards(route.route);
  const isNews = ({ endedAt }: Guard | Shift) => endedAt === undefined || now - Date.parse(endedAt) < shownMs;
  return (
    <>
      {shifts
        .filter(isNews)
        .map((shift) =>
          shift.endedAt === undefined ? (
            <ShiftBar key={shift.id} shift={shift} editable={route.editable} />
          ) : (
            <Ended key={shift.id} kind="Shift" one={shift} />
          ),
        )}
      {guards
        .filter(isNews)
        .map((guard) =>
          guard.endedAt === undefined ? (
            <GuardBar key={guard.id} guard={guard} editable={route.editable} />
          ) : (
            <Ended key={guard.id} kind="Guard" one={guard} />
          ),
        )}
    </>
  );
}

function GuardBar({ guard, editable }: { guard: Guard; editable: boolean }) {
  const now = useNow();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelGuard(guard.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ["guards"] }),
  });
  const total = Date.parse(guard.until) - Date.parse(guard.armedAt);
  const left = Math.max(0, Date.parse(guard.until) - now);
  return (
    <section className={css.bar} aria-label="Guard">
      <p className={css.head}>
        <strong>Guarded for {leftInWords(guard.until, now)}</strong>
        <span className={css.aside}>armed by {guard.by}</span>
      </p>
      <progress className={css.progress} max={total} value={total - left} aria-label="Time that has passed" />
      <p>
        Back to {inNumbers(guard.restores)} unless {limitsInWords(guard.limits)}.
      </p>
      <p className={css.counted}>{countedInWords(guard.limits, guard.latest?.canary)}</p>
      {cancel.isError && <FailedTry what="Cancel" at={cancel.submittedAt} error={cancel.error} />}
      {editable && (
        <div className={css.buttons}>
          <Button disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            {cancel.isPending ? "Cancelling…" : "Cancel guard"}
          </Button>
          <span className={css.aside}>The weights stay as they are.</span>
        </div>
      )}
    </section>
  );
}

function Ended({ kind, one }: { kind: "Guard" | "Shift"; one: Guard | Shift }) {
  const isBack = one.state === "fired" || one.state === "aborted";
  const isGood = one.state === "passed" || one.state === "finished";
  const tone = isBack || one.state === "failed" ? "bad" : isGood ? "ok" : "plain";
  return (
    <Notice tone={tone} title={endTitle(kind, one)} announced>
      <span>
        {one.why} {isBack && `The weights are back at ${inNumbers(one.restores)}.`}
      </span>
    </Notice>
  );
}
