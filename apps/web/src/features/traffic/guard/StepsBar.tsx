import type { Shift } from "@fyr/contract";
import { classNames } from "../../../ui/class-names.ts";
import { durationInWords } from "./guard-text.ts";
import css from "./StepsBar.module.css";

/** The steps of a plan in a row; `at`: the one that is on. */
export function StepsBar({ steps, at }: { steps: Shift["steps"]; at?: number }) {
  return (
    <ol className={css.steps} aria-label="Steps">
      {steps.map(({ percent, minutes }, place) => (
        <li
          key={percent}
          className={classNames(css.step, at !== undefined && place < at && css.done, place === at && css.now)}
          {...(place === at && { "aria-current": "step" })}
        >
          <strong>{percent} %</strong> <span className={css.time}>{durationInWords(minutes * 60)}</span>
        </li>
      ))}
    </ol>
  );
}
