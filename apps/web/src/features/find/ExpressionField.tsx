import type { Topology } from "@fyr/contract";
import { IconX } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import { IconButton } from "../../ui/IconButton.tsx";
import css from "./ExpressionField.module.css";
import { MarkedText } from "./MarkedText.tsx";
import { OfferList } from "./OfferList.tsx";
import { accepted, type Offer, offersFor } from "./offers.ts";
import type { Preset } from "./presets.ts";
import { recentExpressions, rememberExpression } from "./recent.ts";
import { useDraft } from "./use-draft.ts";

export interface ExpressionFieldProps {
  /** "Find" or "Hide". */
  readonly name: string;
  readonly placeholder: string;
  /** What is in force. */
  readonly value: string;
  readonly topology: Topology;
  readonly presets: readonly Preset[];
  /** What it comes to: "3 edges". */
  readonly outcome: string | undefined;
  /** Another number takes the focus. */
  readonly called: number;
  readonly onChange: (text: string, isSameStep: boolean) => void;
  /** Left by Esc, with nothing in it. */
  readonly onLeave: () => void;
}

/** A field for an expression, with what could be written next, and what is wrong with it where it is wrong. */
export function ExpressionField(props: ExpressionFieldProps) {
  const { name, value, outcome, called } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [shift, setShift] = useState(0);
  const draft = useDraft(value, props.onChange);
  const list = useOffers(input, draft.text, props);
  useEffect(() => {
    if (called > 0) input.current?.focus();
  }, [called]);

  const commit = (text: string) => {
    draft.commit(text);
    rememberExpression(window.localStorage, text);
    list.close();
  };
  const take = (offer: Offer) => {
    const next = accepted(draft.text, offer);
    list.moveCursor(next.cursor);
    if (offer.kind === "whole") commit(next.text);
    else draft.type(next.text);
  };
  const leave = () => {
    input.current?.blur();
    if (draft.text.trim() === "") props.onLeave();
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const chosen = list.chosen ?? (event.key === "Tab" ? list.begun : undefined);
    const action = {
      ArrowDown: () => list.move(1),
      ArrowUp: () => list.move(-1),
      Enter: () => (chosen === undefined ? commit(draft.text) : take(chosen)),
      Tab: chosen && (() => take(chosen)),
      Escape: () => (list.isOpen ? list.close() : leave()),
    }[event.key];
    if (action === undefined || (event.key === "Tab" && event.shiftKey)) return;
    event.preventDefault();
    action();
  };
  const clear = () => {
    draft.commit("");
    input.current?.focus();
  };
  return (
    <div className={css.field} data-faulty={draft.fault !== undefined}>
      <label className={css.name} htmlFor={id}>
        {name}
      </label>
      <div className={css.writing}>
        {draft.fault && <MarkedText text={draft.text} fault={draft.fault} shift={shift} />}
        <input
          ref={input}
          id={id}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={list.isOpen}
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
          onKeyDown={onKeyDown}
          onBlur={() => {
            list.close();
            draft.commit(draft.text);
          }}
        />
      </div>
      <output className={css.outcome}>{draft.text === "" || draft.fault ? "" : outcome}</output>
      {draft.text !== "" && (
        <IconButton className={css.clear} label={`Clear ${name.toLowerCase()}`} onClick={clear}>
          <IconX size={13} stroke={1.8} />
        </IconButton>
      )}
      <div className={css.below}>
        <p id={`${id}-said`} role="status" className={css.said}>
          {draft.fault?.message}
          {draft.fault && value !== "" && value !== draft.text && (
            <span>
              In force until then: <code>{value}</code>
            </span>
          )}
        </p>
        {list.isOpen && (
          <OfferList id={`${id}-list`} offers={list.offers} at={list.at} onPoint={list.point} onTake={take} />
        )}
      </div>
    </div>
  );
}

/** The list under the field: what it holds for where the cursor stands, and which of it is chosen. */
function useOffers(input: React.RefObject<HTMLInputElement | null>, text: string, props: ExpressionFieldProps) {
  const { topology, presets } = props;
  const [isAsked, setAsked] = useState(false);
  const [at, setAt] = useState<number>();
  const [cursor, setCursor] = useState(text.length);
  // A cursor can only be put where there is text already.
  const wanted = useRef<number>(undefined);
  useEffect(() => {
    if (wanted.current !== undefined) input.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
  });
  const recent = isAsked ? recentExpressions(window.localStorage) : [];
  const offers = isAsked ? offersFor(text, Math.min(cursor, text.length), { topology, presets, recent }) : [];
  const [first] = offers;
  const chosenAt = at === undefined || at >= offers.length ? undefined : at;
  return {
    offers,
    at: chosenAt,
    isOpen: offers.length > 0,
    chosen: chosenAt === undefined ? undefined : offers[chosenAt],
    /** The best one for a word that was begun. */
    begun: first?.kind === "part" && first.from < first.to ? first : undefined,
    open: () => setAsked(true),
    close: () => {
      setAsked(false);
      setAt(undefined);
    },
    move: (step: 1 | -1) => {
      setAsked(true);
      setAt(offers.length === 0 ? 0 : ((chosenAt ?? (step === 1 ? -1 : 0)) + step + offers.length) % offers.length);
    },
    point: setAt,
    follow: () => {
      const place = input.current?.selectionStart ?? 0;
      if (place === cursor) return;
      setCursor(place);
      setAt(undefined);
    },
    moveCursor: (place: number) => {
      wanted.current = place;
      setCursor(place);
      setAt(undefined);
    },
  };
}
