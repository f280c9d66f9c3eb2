import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { capabilities } from "../../api/queries.ts";
import { liesBeforeHistory } from "../../live/kept.ts";
import { useNow } from "../../live/use-now.ts";
import { Button } from "../../ui/Button.tsx";
import { useZone } from "../../ui/use-zone.ts";
import { useView } from "../../view/use-view.ts";
import { fromLocalInput, instant, localInput, presetMinutes, presetWords } from "./past-moments.ts";
import css from "./TimeControl.module.css";
import { type TypedState, typedState } from "./typed-moment.ts";
import { ZoneChoice } from "./ZoneChoice.tsx";

/** A moment in words or digits, presets, a calendar, and the zone all of it is in. `onPick`: RFC 3339, absent for live. */
export function PastPicker({ onPick }: { onPick: (at: string | undefined) => void }) {
  const [{ at }] = useView();
  const now = useNow();
  const [typed, setTyped] = useState("");
  const historyFrom = useQuery(capabilities).data?.historyFrom;
  // Another zone means another instant.
  useZone();
  const state = typedState(typed, now, historyFrom);
  const said = useId();
  return (
    <form
      className={css.picker}
      onSubmit={(event) => {
        event.preventDefault();
        const meant = typedState(typed, Date.now(), historyFrom);
        if (meant.kind === "go") onPick(meant.at);
      }}
    >
      <label className={css.exact}>
        Moment
        <span className={css.row}>
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            placeholder="2h ago, 02:14, yesterday 14:00"
            value={typed}
            aria-invalid={state.kind === "fault"}
            aria-describedby={said}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" kind="primary" disabled={state.kind !== "go"}>
            Show
          </Button>
        </span>
      </label>
      <Understood id={said} state={state} isEmpty={typed.trim() === ""} />
      <div className={css.presets}>
        {presetMinutes.map((minutes) => (
          <Button
            key={minutes}
            disabled={liesBeforeHistory(instant(now - minutes * 60_000), historyFrom)}
            onClick={() => onPick(instant(Date.now() - minutes * 60_000))}
          >
            {presetWords(minutes)}
          </Button>
        ))}
      </div>
      <label className={css.exact}>
        Calendar
        <input
          type="datetime-local"
          step={1}
          max={localInput(now)}
          value={localInput(shownIn(state) ?? (at === undefined ? now - 300_000 : Date.parse(at)))}
          onChange={({ currentTarget: { value } }) => {
            if (fromLocalInput(value) !== undefined) setTyped(value.replace("T", " "));
          }}
        />
      </label>
      <ZoneChoice at={shownIn(state) ?? now} />
    </form>
  );
}

/** What was typed, as it is understood, as it is typed. */
function Understood({ id, state, isEmpty }: { id: string; state: TypedState; isEmpty: boolean }) {
  const isFault = state.kind === "fault";
  return (
    <output id={id} className={isFault ? css.fault : css.understood} data-read={state.kind === "go" || undefined}>
      {state.kind !== "unread" && <span>{state.words}</span>}
      {state.kind === "go" && state.note !== undefined && <span className={css.note}>{state.note}</span>}
      {state.kind === "unread" && (
        <span>{isEmpty ? "Or" : "Not understood yet. Say"} −90m, Fri 9am, 2026-11-20 03:02, Unix seconds.</span>
      )}
    </output>
  );
}

function shownIn(state: TypedState): number | undefined {
  return state.kind === "go" && state.at !== undefined ? Date.parse(state.at) : undefined;
}
