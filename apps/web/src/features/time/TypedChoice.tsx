import { useId } from "react";
import { Button } from "../../ui/Button.tsx";
import css from "./TimeControl.module.css";

/** What typing has come to: something to show, something not understood yet, or what is wrong with it. */
type Typed = { readonly kind: "go" | "unread" | "fault" };

/** A field for words, what they are understood as under it as they are typed, and other ways to choose under that. */
export function TypedChoice(props: {
  name: string;
  placeholder: string;
  typed: string;
  state: Typed;
  understood: React.ReactNode;
  onType: (text: string) => void;
  /** Called for what can be shown only. */
  onShow: () => void;
  children: React.ReactNode;
}) {
  const { name, placeholder, typed, state, understood, onType, onShow, children } = props;
  const said = useId();
  const isFault = state.kind === "fault";
  return (
    <form
      className={css.picker}
      onSubmit={(event) => {
        event.preventDefault();
        if (state.kind === "go") onShow();
      }}
    >
      <label className={css.exact}>
        {name}
        <span className={css.row}>
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            value={typed}
            aria-invalid={isFault}
            aria-describedby={said}
            onChange={(event) => onType(event.currentTarget.value)}
          />
          <Button type="submit" kind="primary" disabled={state.kind !== "go"}>
            Show
          </Button>
        </span>
      </label>
      <output id={said} className={isFault ? css.fault : css.understood} data-read={state.kind === "go" || undefined}>
        {understood}
      </output>
      {children}
    </form>
  );
}
