import { parseExpression, type SyntaxFault } from "@fyr/topology";
import { useEffect, useEffectEvent, useState } from "react";

const REST_MS = 200;

export interface Draft {
  readonly text: string;
  /** Of a text that came to rest. */
  readonly fault: SyntaxFault | undefined;
  type(text: string): void;
  /** At once, as a step of its own; a text nobody can read changes nothing. */
  commit(text: string): void;
}

/**
 * What is being typed, passed on when it rests and can be read: what was passed on last stays in force meanwhile.
 * `value`: what is in force; when it changes by itself, that is the text. `isSameStep`: of the typing that was passed
 * on before. `ahead`: typed before there was a draft.
 */
export function useDraft(value: string, onChange: (text: string, isSameStep: boolean) => void, ahead = value): Draft {
  const [held, setHeld] = useState<Held>(() => ({ ...heldOf(value), text: ahead, isResting: ahead === value }));
  if (held.value !== value) setHeld(held.passedOn.has(value) ? { ...held, value } : heldOf(value));
  const { text, isResting } = held;

  const passOn = (next: string, isStepOver: boolean) => {
    const said = next.trim();
    const isNews = said !== value && faultIn(next) === undefined;
    const hasStep = !isStepOver && (held.hasStep || isNews);
    setHeld({ ...held, text: next, isResting: true, hasStep, passedOn: new Set([...held.passedOn, said]) });
    if (isNews) onChange(said, held.hasStep);
  };
  const rest = useEffectEvent(() => passOn(text, false));
  useEffect(() => {
    if (isResting) return;
    const timer = setTimeout(() => rest(), REST_MS);
    return () => clearTimeout(timer);
  }, [text, isResting]);

  return {
    text,
    fault: isResting ? faultIn(text) : undefined,
    type: (next) => setHeld({ ...held, text: next, isResting: false }),
    commit: (next) => passOn(next, true),
  };
}

interface Held {
  readonly value: string;
  /** What was passed on since `value` last changed by itself; it comes back as `value`, and is no news. */
  readonly passedOn: ReadonlySet<string>;
  readonly text: string;
  readonly isResting: boolean;
  /** Was something of this typing passed on? */
  readonly hasStep: boolean;
}

function heldOf(value: string): Held {
  return { value, passedOn: new Set(), text: value, isResting: true, hasStep: false };
}

function faultIn(text: string): SyntaxFault | undefined {
  const read = text.trim() === "" ? undefined : parseExpression(text);
  return read === undefined || read.ok ? undefined : read.fault;
}
