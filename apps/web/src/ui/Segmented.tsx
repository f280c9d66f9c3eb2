import { useId } from "react";
import css from "./Segmented.module.css";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly name: React.ReactNode;
}

/** A few choices side by side, one taken: radio buttons that look like a switch. */
export function Segmented<Value extends string>(props: {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChoose: (value: Value) => void;
  /** What is chosen already was pressed once more. */
  onAgain?: (value: Value) => void;
}) {
  const group = useId();
  return (
    <fieldset className={css.group}>
      <legend className="visually-hidden">{props.label}</legend>
      {props.choices.map(({ value, name }) => (
        <label key={value} className={css.choice}>
          <input
            type="radio"
            name={group}
            className="visually-hidden"
            checked={value === props.value}
            onChange={() => props.onChoose(value)}
            onClick={() => value === props.value && props.onAgain?.(value)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
