import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { capabilities } from "../../api/queries.ts";
import { Button } from "../../ui/Button.tsx";
import { moment, timeZone } from "../../ui/clock.ts";
import { useView } from "../../view/use-view.ts";
import { fromLocalInput, instant, localInput, presetMinutes, presetWords } from "./past-moments.ts";
import css from "./TimeControl.module.css";

/** Presets and an exact time. `onPick`: RFC 3339. */
export function PastPicker({ onPick }: { onPick: (at: string) => void }) {
  const [{ at }] = useView();
  const [openedAt] = useState(() => Date.now());
  const [typed, setTyped] = useState(() => localInput(at === undefined ? openedAt - 300_000 : Date.parse(at)));
  const historyFrom = useQuery(capabilities).data?.historyFrom;
  const fault = faultOf(fromLocalInput(typed), openedAt, historyFrom);
  return (
    <form
      className={css.picker}
      onSubmit={(event) => {
        event.preventDefault();
        const ms = fromLocalInput(typed);
        if (ms !== undefined && fault === undefined) onPick(instant(ms));
      }}
    >
      <div className={css.presets}>
        {presetMinutes.map((minutes) => (
          <Button key={minutes} onClick={() => onPick(instant(Date.now() - minutes * 60_000))}>
            {presetWords(minutes)}
          </Button>
        ))}
      </div>
      <label className={css.exact}>
        Exact moment ({timeZone(openedAt)})
        <span className={css.row}>
          <input
            type="datetime-local"
            step={1}
            value={typed}
            aria-invalid={fault !== undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" kind="primary" disabled={fault !== undefined}>
            Show
          </Button>
        </span>
        {fault !== undefined && <span className={css.fault}>{fault}</span>}
      </label>
    </form>
  );
}

function faultOf(ms: number | undefined, now: number, historyFrom: string | undefined): string | undefined {
  if (ms === undefined) return "This is no date and time.";
  if (ms > now) return "This moment is still to come.";
  if (historyFrom !== undefined && ms < Date.parse(historyFrom)) {
    return `Prometheus keeps nothing before ${moment(historyFrom, now)}.`;
  }
  return undefined;
}
