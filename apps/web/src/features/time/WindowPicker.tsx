import { useId, useState } from "react";
import { useNow } from "../../live/use-now.ts";
import { Button } from "../../ui/Button.tsx";
import { windowName } from "../../ui/format.ts";
import { typedWindow } from "./read-window.ts";
import css from "./TimeControl.module.css";
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
  const said = useId();
  const keptSeconds = historyFrom === undefined ? undefined : (now - Date.parse(historyFrom)) / 1000;
  const state = typedWindow(typed, minimum, keptSeconds);
  return (
    <form
      className={css.picker}
      onSubmit={(event) => {
        event.preventDefault();
        if (state.kind === "go") onPick(state.seconds);
      }}
    >
      <label className={css.exact}>
        Window
        <span className={css.row}>
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            placeholder="90s, 10m, 2h, up to 7d"
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
      <output
        id={said}
        className={state.kind === "fault" ? css.fault : css.understood}
        data-read={state.kind === "go" || undefined}
      >
        <span>
          {state.kind === "unread" ? "Numbers are means over it: wide is calm, narrow is quick." : state.words}
        </span>
        {state.kind === "go" && state.note !== undefined && <span className={css.note}>{state.note}</span>}
      </output>
      <div className={css.presets}>
        {windowChoices(windowSeconds, minimum).map((seconds) => (
          <Button key={seconds} aria-pressed={seconds === windowSeconds} onClick={() => onPick(seconds)}>
            {windowName(seconds)}
          </Button>
        ))}
      </div>
    </form>
  );
}
