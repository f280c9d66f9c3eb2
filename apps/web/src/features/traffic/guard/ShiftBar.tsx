import type { Shift } from "@fyr/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNow } from "../../../live/use-now.ts";
import { Button } from "../../../ui/Button.tsx";
import { refreshRoutes } from "../progress/use-change-log.ts";
import { FailedTry } from "../review/FailedTry.tsx";
import { focusInSight } from "../review/focus-on-mount.ts";
import { inNumbers } from "../weights/draft.ts";
import css from "./GuardBars.module.css";
import { actOnShift, type ShiftAction } from "./guard-queries.ts";
import { countedInWords, leftInWords, limitsInWords } from "./guard-text.ts";
import { StepsBar } from "./StepsBar.tsx";

/** Where a stepped shift is, what it waits for, and what may be done about it. */
export function ShiftBar({ shift, editable }: { shift: Shift; editable: boolean }) {
  const now = useNow();
  const isPaused = shift.state === "paused";
  return (
    <section className={css.bar} aria-label="Stepped shift">
      <p className={css.head}>
        <strong>
          {isPaused ? "Paused at" : "Shifting:"} step {shift.step + 1} of {shift.steps.length},{" "}
          {shift.steps[shift.step]?.percent} %
        </strong>
        <span className={css.aside}>started by {shift.by}</span>
      </p>
      <StepsBar steps={shift.steps} at={shift.step} />
      <p>{nextInWords(shift, now)}</p>
      <p className={css.counted}>
        {countedInWords(shift.limits, shift.latest?.canary)}; back to {inNumbers(shift.restores)} unless{" "}
        {limitsInWords(shift.limits)}
      </p>
      {editable && <ShiftActions shift={shift} />}
    </section>
  );
}

function ShiftActions({ shift }: { shift: Shift }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: (action: ShiftAction) => actOnShift(shift.id, action),
    onSettled: () => {
      refreshRoutes(queries);
      void queries.invalidateQueries({ queryKey: ["route-changes"] });
      return queries.invalidateQueries({ queryKey: ["shifts"] });
    },
  });
  const button = (action: ShiftAction, words: string) => (
    <Button disabled={act.isPending} onClick={() => act.mutate(action)}>
      {words}
    </Button>
  );
  const last = `${shift.steps.at(-1)?.percent} %`;
  return (
    <>
      {act.isError && <FailedTry what="This" at={act.submittedAt} error={act.error} />}
      {asking ? (
        <section className={css.question} ref={focusInSight} tabIndex={-1} aria-label={`Go to ${last} now`}>
          <p>
            It goes to {last} at once and the shift is over: no limit is watched from then on, and nothing goes back by
            itself.
          </p>
          <div className={css.buttons}>
            {button("promote", `Yes, go to ${last}`)}
            <Button kind="quiet" onClick={() => setAsking(false)}>
              Go on in steps
            </Button>
          </div>
        </section>
      ) : (
        <div className={css.buttons}>
          {shift.state === "paused" ? button("resume", "Resume") : button("pause", "Pause")}
          <Button disabled={act.isPending} onClick={() => setAsking(true)}>
            Go to {last} now…
          </Button>
          {button("abort", `Abort, back to ${inNumbers(shift.restores)}`)}
        </div>
      )}
    </>
  );
}

function nextInWords({ state, step, steps, nextAt, limits, latest }: Shift, now: number): string {
  if (state === "paused" || nextAt === undefined) return "Its limits are judged while it is paused.";
  const next = steps[step + 1];
  const what = next === undefined ? "Done" : `${next.percent} %`;
  const isLate = Date.parse(nextAt) <= now && (latest?.canary.requests ?? 0) < limits.minRequests;
  return isLate ? `${what} as soon as enough requests were counted.` : `${what} in ${leftInWords(nextAt, now)}.`;
}
