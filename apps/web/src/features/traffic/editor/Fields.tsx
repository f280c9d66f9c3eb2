import { useId } from "react";
import css from "./ObjectEditor.module.css";

interface FieldProps {
  readonly label: string;
  readonly unit?: string;
  readonly hint?: string;
  readonly disabled: boolean;
}

/** A number, or nothing said. */
export function NumberField(
  props: FieldProps & {
    readonly value: number | undefined;
    readonly max?: number;
    readonly onValue: (value: number | undefined) => void;
  },
) {
  const { label, unit, hint, disabled, value, max, onValue } = props;
  return (
    <Labelled label={label} unit={unit} hint={hint}>
      {(id) => (
        <input
          id={id}
          type="number"
          min={0}
          max={max}
          step="any"
          className={css.number}
          disabled={disabled}
          value={value ?? ""}
          onChange={({ currentTarget }) =>
            onValue(currentTarget.value === "" ? undefined : Number(currentTarget.value))
          }
        />
      )}
    </Labelled>
  );
}

/** A text, or nothing said. */
export function TextField(
  props: FieldProps & {
    readonly value: string | undefined;
    readonly placeholder?: string;
    readonly onValue: (value: string | undefined) => void;
  },
) {
  const { label, unit, hint, disabled, value, placeholder, onValue } = props;
  return (
    <Labelled label={label} unit={unit} hint={hint}>
      {(id) => (
        <input
          id={id}
          className={css.text}
          disabled={disabled}
          value={value ?? ""}
          placeholder={placeholder}
          onChange={({ currentTarget }) => onValue(currentTarget.value === "" ? undefined : currentTarget.value)}
        />
      )}
    </Labelled>
  );
}

const duration = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

/** A span of time as the API writes it: `1.5s`, `250ms`. */
export function DurationField(
  props: Omit<FieldProps, "hint"> & {
    readonly value: string | undefined;
    readonly placeholder?: string;
    readonly onValue: (value: string | undefined) => void;
  },
) {
  const isOff = props.value !== undefined && !duration.test(props.value);
  return (
    <TextField placeholder="none" {...props} {...(isOff && { hint: "a number with ms, s, m or h: 250ms, 1.5s" })} />
  );
}

/** One of several words. */
export function ChoiceField<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly words: string }[];
  readonly disabled: boolean;
  readonly onValue: (value: Value) => void;
}) {
  const { label, value, choices, disabled, onValue } = props;
  return (
    <select
      aria-label={label}
      className={css.choice}
      disabled={disabled}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = choices.find((each) => each.value === currentTarget.value);
        if (chosen !== undefined) onValue(chosen.value);
      }}
    >
      {choices.map((each) => (
        <option key={each.value} value={each.value}>
          {each.words}
        </option>
      ))}
    </select>
  );
}

function Labelled(props: {
  label: string;
  unit: string | undefined;
  hint: string | undefined;
  children: (id: string) => React.ReactNode;
}) {
  const id = useId();
  return (
    <div className={css.field}>
      <label htmlFor={id}>{props.label}</label>
      <span className={css.input}>
        {props.children(id)}
        {props.unit !== undefined && <span className={css.unit}>{props.unit}</span>}
      </span>
      {props.hint !== undefined && <span className={css.hint}>{props.hint}</span>}
    </div>
  );
}
