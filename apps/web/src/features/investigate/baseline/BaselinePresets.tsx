import { useId } from "react";
import { Button } from "../../../ui/Button.tsx";
import { type MovingBaseline, movingBaselines } from "../../../view/investigation.ts";
import { useInvestigation } from "../../../view/use-investigation.ts";
import type { Incident } from "../use-incident.ts";
import css from "./Baselines.module.css";
import { movingWords } from "./baseline.ts";
import { keptInWords } from "./kept-words.ts";

/** The usual ones. What cannot be had says why before it is pressed, and keeps its place in the order of focus. */
export function BaselinePresets(props: { incident: Incident; onChoose: (before: MovingBaseline | undefined) => void }) {
  const { finding, unkept, historyFrom } = props.incident;
  const [{ before }] = useInvestigation();
  const id = useId();
  const nothingBegan = finding?.onset === undefined ? "Nothing is looked at whose beginning is known." : undefined;
  const notKept =
    unkept.length === 0 || historyFrom === undefined ? undefined : `${keptInWords(historyFrom, Date.now())}.`;
  const preset = (value: MovingBaseline | undefined, words: string, why: string | undefined) => (
    <Button
      key={words}
      aria-pressed={before === value}
      {...(why !== undefined && { "aria-disabled": true, "aria-describedby": why })}
      onClick={() => why === undefined && props.onChoose(value)}
    >
      {words}
    </Button>
  );
  return (
    <>
      <div className={css.presets}>
        {preset(undefined, "Before it began", nothingBegan && `${id}-began`)}
        {movingBaselines.map((each) =>
          preset(each, capital(movingWords[each]), unkept.includes(each) ? `${id}-kept` : undefined),
        )}
      </div>
      {nothingBegan !== undefined && (
        <p id={`${id}-began`} className={css.why}>
          {nothingBegan}
        </p>
      )}
      {notKept !== undefined && (
        <p id={`${id}-kept`} className={css.why}>
          {notKept}
        </p>
      )}
    </>
  );
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
