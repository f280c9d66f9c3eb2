import { useState } from "react";
import { useNow } from "../../live/use-now.ts";
import { Button } from "../../ui/Button.tsx";
import { windowName } from "../../ui/format.ts";
import { typedWindow } from "./read-window.ts";
import css from "./TimeControl.module.css";
import { TypedChoice } from "./TypedChoice.tsx";
import { windowChoices } from "./window-choices.ts";

/** Any window, typed or one of the usual. `historyFrom`: RFC 3339. */
export function WindowPicker(props: {
  windowSeconds: number;
  minimum: number | undefined;
  historyFrom: string | undefined;
  onPick: (windowSeconds: number) => void;
}) {
  const { windowSeconds, minimum, historyFrom, onPick } = props;
  const [typed, setTyped] = useState("");
  const now = useNow();
  const keptSeconds = historyFrom === undefined ? undefined : (now - Date.parse(historyFrom)) / 1000;
  const state = typedWindow(typed, minimum, keptSeconds);
  return (
    <TypedChoice
      name="Window"
      placeholder="90s, 10m, 2h, up to 7d"
      typed={typed}
      state={state}
      understood={
        <>
          <span>{state.kind === "unread" ? unreadWords(typed) : state.words}</span>
          {state.kind === "go" && state.note !== undefined && <span className={css.note}>{state.note}</span>}
        </>
      }
      onType={setTyped}
      onShow={() => state.kind === "go" && onPick(state.seconds)}
    >
      <div className={css.presets}>
        {windowChoices(windowSeconds, minimum).map((seconds) => (
          <Button key={seconds} aria-pressed={seconds === windowSeconds} onClick={() => onPick(seconds)}>
            {windowName(seconds)}
          </Button>
        ))}
      </div>
    </TypedChoice>
  );
}

function unreadWords(typed: string): string {
  if (typed.trim() === "") return "Numbers are means over it: wide is calm, narrow is quick.";
  return "Not understood yet. Say a number and its unit: 90s, 10m, 2h, 1d.";
}
