import type { Topology } from "@fyr/contract";
import { IconX } from "@tabler/icons-react";
import { useEffect, useId, useRef } from "react";
import { IconButton } from "../../ui/IconButton.tsx";
import css from "./ExpressionField.module.css";
import { ExpressionInput } from "./ExpressionInput.tsx";
import { OfferList } from "./OfferList.tsx";
import { accepted, type Offer } from "./offers.ts";
import type { Preset } from "./presets.ts";
import { rememberExpression } from "./recent.ts";
import { type Draft, useDraft } from "./use-draft.ts";
import { useOffers } from "./use-offers.ts";

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
  /** Typed before the field was there. */
  readonly ahead?: string | undefined;
  readonly onChange: (text: string, isSameStep: boolean) => void;
  /** Left by Esc, with nothing in it. */
  readonly onLeave: () => void;
  /** Emptied by its button, which is gone with that: where the focus goes. Absent: into the field. */
  readonly onCleared?: () => void;
}

/** A field for an expression, with what could be written next, and what is wrong with it where it is wrong. */
export function ExpressionField(props: ExpressionFieldProps) {
  const { name, called } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const draft = useDraft(props.value, props.onChange, props.ahead || props.value);
  const list = useOffers(input, draft.text, props);
  useEffect(() => {
    if (called === 0 || !input.current) return;
    input.current.focus();
    // A field that comes with a text has its cursor before it.
    input.current.setSelectionRange(input.current.value.length, input.current.value.length);
  }, [called]);

  const commit = (text: string) => {
    draft.commit(text);
    rememberExpression(window.localStorage, text);
    list.close();
  };
  const take = (offer: Offer) => {
    const next = accepted(draft.text, offer);
    list.putCursor(next.cursor);
    if (offer.kind === "whole") commit(next.text);
    else draft.type(next.text);
  };
  const leave = () => {
    input.current?.blur();
    if (draft.text.trim() === "") props.onLeave();
  };
  const clear = () => {
    draft.commit("");
    if (props.onCleared) props.onCleared();
    else input.current?.focus();
  };
  return (
    <div className={css.field} data-faulty={draft.fault !== undefined}>
      <label className={css.name} htmlFor={id}>
        {name}
      </label>
      <ExpressionInput
        {...{ id, input, draft, list }}
        placeholder={props.placeholder}
        onTake={take}
        onCommit={commit}
        onLeave={leave}
      />
      <output className={css.outcome}>{draft.text === "" || draft.fault ? "" : props.outcome}</output>
      {draft.text !== "" && (
        <IconButton className={css.clear} label={`Clear ${name.toLowerCase()}`} onClick={clear}>
          <IconX size={13} stroke={1.8} />
        </IconButton>
      )}
      <div className={css.below}>
        <p id={`${id}-said`} role="status" className={css.said}>
          <Fault draft={draft} inForce={props.value} />
        </p>
        {list.offers.length > 0 && (
          <OfferList id={`${id}-list`} offers={list.offers} at={list.at} onPoint={list.point} onTake={take} />
        )}
      </div>
    </div>
  );
}

/** What is wrong, and what holds until it is mended. */
function Fault({ draft, inForce }: { draft: Draft; inForce: string }) {
  if (draft.fault === undefined) return null;
  return (
    <>
      {draft.fault.message}
      {inForce !== "" && inForce !== draft.text && (
        <span>
          In force until then: <code>{inForce}</code>
        </span>
      )}
    </>
  );
}
