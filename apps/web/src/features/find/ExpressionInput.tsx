import { type RefObject, useState } from "react";
import css from "./ExpressionField.module.css";
import { MarkedText } from "./MarkedText.tsx";
import type { Offer } from "./offers.ts";
import type { Draft } from "./use-draft.ts";
import type { OfferState } from "./use-offers.ts";

export interface ExpressionInputProps {
  /** Of the field; its list is `<id>-list`, what is said of it `<id>-said`. */
  readonly id: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly placeholder: string;
  readonly draft: Draft;
  readonly list: OfferState;
  readonly onTake: (offer: Offer) => void;
  readonly onCommit: (text: string) => void;
  /** Esc with the list closed, or with nothing written. */
  readonly onLeave: () => void;
}

/** The combobox of an expression. */
export function ExpressionInput(props: ExpressionInputProps) {
  const { id, input, draft, list } = props;
  const [shift, setShift] = useState(0);
  return (
    <div className={css.writing}>
      {draft.fault && <MarkedText text={draft.text} fault={draft.fault} shift={shift} />}
      <input
        ref={input}
        id={id}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={list.offers.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={list.at === undefined ? undefined : `${id}-list-${list.at}`}
        aria-invalid={draft.fault !== undefined}
        aria-describedby={`${id}-said`}
        placeholder={props.placeholder}
        value={draft.text}
        onChange={({ currentTarget }) => {
          draft.type(currentTarget.value);
          list.follow();
          list.open();
        }}
        onFocus={list.open}
        onClick={list.open}
        onSelect={list.follow}
        onScroll={({ currentTarget }) => setShift(currentTarget.scrollLeft)}
        onKeyDown={(event) => {
          const action = event.shiftKey ? undefined : actionOf(event.key, props);
          if (action === undefined) return;
          event.preventDefault();
          action();
        }}
        onBlur={() => {
          list.close();
          draft.commit(draft.text);
        }}
      />
    </div>
  );
}

/** Enter takes what was chosen, Tab also what fits the word that was begun; else they do what they do in any field. */
function actionOf(key: string, props: ExpressionInputProps): (() => void) | undefined {
  const { draft, list, onTake, onCommit, onLeave } = props;
  const chosen = list.at === undefined ? undefined : list.offers[list.at];
  const completed = chosen ?? list.begun;
  switch (key) {
    case "ArrowDown":
      return () => list.move(1);
    case "ArrowUp":
      return () => list.move(-1);
    case "Enter":
      return () => (chosen === undefined ? onCommit(draft.text) : onTake(chosen));
    case "Tab":
      return completed && (() => onTake(completed));
    case "Escape":
      return list.offers.length > 0 && draft.text.trim() !== "" ? list.close : onLeave;
    default:
      return undefined;
  }
}
