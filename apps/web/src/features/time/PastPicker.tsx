import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { capabilities } from "../../api/queries.ts";
import { liesBeforeHistory } from "../../live/kept.ts";
import { useNow } from "../../live/use-now.ts";
import { Button } from "../../ui/Button.tsx";
import { useZone } from "../../ui/use-zone.ts";
import { useView } from "../../view/use-view.ts";
import { fromLocalInput, instant, localInput, presetMinutes, presetWords } from "./past-moments.ts";
import css from "./TimeControl.module.css";
import { TypedChoice } from "./TypedChoice.tsx";
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
  const show = () => {
    const meant = typedState(typed, Date.now(), historyFrom);
    if (meant.kind === "go") onPick(meant.at);
  };
  return (
    <TypedChoice
      name="Moment"
      placeholder="2h ago, 02:14, yesterday 14:00"
      typed={typed}
      state={state}
      understood={<Understood state={state} isEmpty={typed.trim() === ""} />}
      onType={setTyped}
      onShow={show}
    >
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
    </TypedChoice>
  );
}

function Understood({ state, isEmpty }: { state: TypedState; isEmpty: boolean }) {
  return (
    <>
      {state.kind !== "unread" && <span>{state.words}</span>}
      {state.kind === "go" && state.note !== undefined && <span className={css.note}>{state.note}</span>}
      {state.kind === "unread" && (
        <span>{isEmpty ? "Or" : "Not understood yet. Say"} −90m, Fri 9am, 2026-11-20 03:02, Unix seconds.</span>
      )}
    </>
  );
}

function shownIn(state: TypedState): number | undefined {
  return state.kind === "go" && state.at !== undefined ? Date.parse(state.at) : undefined;
}
