import type { Topology } from "@fyr/contract";
import { type RefObject, useEffect, useRef, useState } from "react";
import { type Offer, offersFor } from "./offers.ts";
import type { Preset } from "./presets.ts";
import { recentExpressions } from "./recent.ts";

export interface OfferState {
  /** None while the list is closed. */
  readonly offers: readonly Offer[];
  /** Which of them is chosen. */
  readonly at: number | undefined;
  /** The best one for a word that was begun. */
  readonly begun: Offer | undefined;
  open(): void;
  close(): void;
  /** Chooses the next, or the one before. */
  move(step: 1 | -1): void;
  point(index: number): void;
  /** The cursor may stand elsewhere now. */
  follow(): void;
  /** Puts it there once the text has changed. */
  putCursor(place: number): void;
}

/** The list under a field: what it holds for where the cursor stands, and which of it is chosen. */
export function useOffers(
  input: RefObject<HTMLInputElement | null>,
  text: string,
  { topology, presets }: { readonly topology: Topology; readonly presets: readonly Preset[] },
): OfferState {
  const [isAsked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const [cursor, setCursor] = useState(text.length);
  const putLater = usePutLater(input);
  const recent = isAsked ? recentExpressions(window.localStorage) : [];
  const offers = isAsked ? offersFor(text, Math.min(cursor, text.length), { topology, presets, recent }) : [];
  const [first] = offers;
  const at = chosen === undefined || chosen >= offers.length ? undefined : chosen;
  const stand = (place: number) => {
    setCursor(place);
    setChosen(undefined);
  };
  return {
    offers,
    at,
    begun: first?.kind === "part" && first.from < first.to ? first : undefined,
    open: () => setAsked(true),
    close: () => {
      setAsked(false);
      setChosen(undefined);
    },
    move: (step) => {
      setAsked(true);
      const from = at ?? (step === 1 ? -1 : 0);
      setChosen(offers.length === 0 ? 0 : (from + step + offers.length) % offers.length);
    },
    point: setChosen,
    follow: () => {
      const place = input.current?.selectionStart ?? 0;
      if (place !== cursor) stand(place);
    },
    putCursor: (place) => {
      putLater(place);
      stand(place);
    },
  };
}

/** A cursor can only be put where there is text already. */
function usePutLater(input: RefObject<HTMLInputElement | null>): (place: number) => void {
  const wanted = useRef<number>(undefined);
  useEffect(() => {
    if (wanted.current !== undefined) input.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
  });
  return (place) => {
    wanted.current = place;
  };
}
