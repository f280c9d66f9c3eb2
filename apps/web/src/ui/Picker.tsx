import { IconChevronDown } from "@tabler/icons-react";
import css from "./Picker.module.css";

/** One of a list. `name` stands muted before what is chosen: "Labels smart". */
export function Picker<Value extends string | number>(props: {
  name: string;
  choices: readonly { readonly value: Value; readonly words: string }[];
  value: Value;
  onChoose: (value: Value) => void;
}) {
  return (
    <label className={css.picker}>
      <span className={css.name}>{props.name}</span>
      <select
        className={css.select}
        value={props.value}
        onChange={({ currentTarget }) => {
          const chosen = props.choices[currentTarget.selectedIndex];
          if (chosen) props.onChoose(chosen.value);
        }}
      >
        {props.choices.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <IconChevronDown className={css.arrow} size={13} stroke={1.8} aria-hidden="true" />
    </label>
  );
}
