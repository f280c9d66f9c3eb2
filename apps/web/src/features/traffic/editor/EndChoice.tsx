import { useId } from "react";
import { useNow } from "../../../live/use-now.ts";
import { Button } from "../../../ui/Button.tsx";
import { clock } from "../../../ui/clock.ts";
import css from "./ObjectEditor.module.css";

const presets = [1, 5, 10, 30, 60] as const;
const most = 24 * 60;

/** When a fault is taken back by itself. There is no fault without it. */
export function EndChoice({ minutes, onMinutes }: { minutes: number; onMinutes: (minutes: number) => void }) {
  const id = useId();
  const now = useNow();
  return (
    <fieldset className={css.questions}>
      <legend>When the fault ends</legend>
      <p className={css.note}>
        Fyr takes it back at {clock(now + minutes * 60_000)}, also when nobody watches and when Fyr was restarted;
        unless somebody changed it by then.
      </p>
      <div className={css.buttons}>
        {presets.map((preset) => (
          <Button key={preset} aria-pressed={preset === minutes} onClick={() => onMinutes(preset)}>
            {preset} min
          </Button>
        ))}
        <label htmlFor={id}>or after</label>
        <input
          id={id}
          type="number"
          min={1}
          max={most}
          className={css.number}
          value={minutes}
          onChange={({ currentTarget }) =>
            onMinutes(Math.min(most, Math.max(1, Math.round(Number(currentTarget.value)) || 1)))
          }
        />
        <span className={css.unit}>minutes</span>
      </div>
    </fieldset>
  );
}
