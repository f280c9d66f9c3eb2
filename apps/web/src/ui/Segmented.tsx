import { useId } from "react";
import css from "./Segmented.module.css";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly name: React.ReactNode;
  readonly disabled?: boolean;
}

/** A few choices side by side, one taken or none: radio buttons that look like a switch. */
export function Segmented<Value extends string>(props: {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value | undefined;
  disabled?: boolean;
  onChoose: (value: Value) => void;
  /** What is chosen already was pressed once more. */
  onAgain?: (value: Value) => void;
}) {
  const group = useId();
  return (
    <fieldset className={css.group} disabled={props.disabled}>
      <legend className="visually-hidden">{props.label}</legend>
      {props.choices.map(({ value, name, disabled }) => (
        <label key={value} className={css.choice}>
          <input
            type="radio"
            name={group}
            className="visually-hidden"
            checked={value === props.value}
            disabled={disabled}
            onChange={() => props.onChoose(value)}
            onClick={() => value === props.value && props.onAgain?.(value)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
